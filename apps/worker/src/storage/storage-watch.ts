import { StorageIdentity, type StorageState } from '@app/maintenance';
import { within } from '@app/kernel';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';

const LOOK_EVERY_MS = 10_000;
/** A storage that answers later than this is as good as away; the look itself goes on. */
const PATIENCE_MS = 5_000;

/** Watches that the storage in front of this worker is the installation's. Without that it takes no downloads. */
@Injectable()
export class StorageWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(StorageWatch.name);
  private state: StorageState | undefined;
  private looking: Promise<void> | undefined;
  private timer?: NodeJS.Timeout;

  constructor(private readonly identity: StorageIdentity) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.checkStorage();
    this.timer = setInterval(() => void this.checkStorage(), LOOK_EVERY_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** True when what this worker stores is found by all others. */
  get isUsable(): boolean {
    return this.state?.kind === 'own';
  }

  /** Never two at once: a disk that hangs must not collect looks. */
  async checkStorage(): Promise<void> {
    this.looking ??= this.update().finally(() => (this.looking = undefined));
    await within(PATIENCE_MS, this.looking);
  }

  private async update(): Promise<void> {
    try {
      const state = await this.identity.establish();
      if (state.kind !== this.state?.kind) this.report(state);
      this.state = state;
    } catch (error) {
      // The database is away: what was true before is still the best guess.
      this.logger.warn({ message: 'the storage could not be compared with the database', error });
    }
  }

  private report(state: StorageState): void {
    const problem = this.identity.describe(state);
    if (problem !== undefined)
      this.logger.error({ message: 'no downloads are taken: this is not our storage', detail: problem });
    else if (this.state) this.logger.log({ message: 'the storage is ours again: downloads are taken' });
  }
}
