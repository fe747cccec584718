import { GuardedHttp } from '@app/egress';
import { KeptFor } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { GoogleEndpoints } from '../google-endpoints';

const TIMEOUT_MS = 3_000;

export interface GoogleReach {
  reachable: boolean;
  ms: number;
  /** True when a stand-in answers in Google's place. */
  standIn: boolean;
}

/** Whether Google answers, asked at most every 30 seconds. */
@Injectable()
export class GoogleHealth {
  private readonly reach = new KeptFor<GoogleReach>(30_000);

  constructor(
    private readonly http: GuardedHttp,
    private readonly endpoints: GoogleEndpoints,
  ) {}

  checkGoogle(): Promise<GoogleReach> {
    return this.reach.get(() => this.ask());
  }

  private async ask(): Promise<GoogleReach> {
    const started = performance.now();
    const standIn = this.endpoints.rootUrl !== undefined;
    const took = () => Math.round(performance.now() - started);
    try {
      const { certs } = this.endpoints;
      const response = await this.http.request(certs, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
        trustedOrigin: new URL(certs).origin,
      });
      await response.body.dump();
      return { reachable: response.status < 500, ms: took(), standIn };
    } catch {
      return { reachable: false, ms: took(), standIn };
    }
  }
}
