import { EgressPolicy, GuardedHttp } from '@app/egress';
import { HttpStand } from '@app/testing/http-stand';
import { temporaryDirectory } from '@app/testing/parts';
import { testConfig } from '@app/testing/test-config';
import { DirectFetcher } from '../direct/direct-fetcher';
import { RecordedWatcher } from './recorded-watcher';

/** A source that tests answer for, and what fetches from it into a directory of its own. */
export class DirectStand {
  private constructor(
    readonly source: HttpStand,
    readonly directory: Awaited<ReturnType<typeof temporaryDirectory>>,
    readonly http: GuardedHttp,
    readonly fetcher: DirectFetcher,
    readonly watcher: RecordedWatcher,
  ) {}

  /** @param alsoAllowed other places that may be asked */
  static async start(...alsoAllowed: string[]): Promise<DirectStand> {
    const [source, directory] = await Promise.all([HttpStand.start(), temporaryDirectory()]);
    const config = testConfig({ EGRESS_ALLOW: [source.host, ...alsoAllowed].join(',') });
    const http = new GuardedHttp(new EgressPolicy(config));
    return new DirectStand(source, directory, http, new DirectFetcher(http, config), new RecordedWatcher());
  }

  async close(): Promise<void> {
    await this.http.onApplicationShutdown();
    await this.source.close();
    await this.directory.remove();
  }
}
