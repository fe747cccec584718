import { Clock } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { lastLocalDays } from './local-days';
import { OutcomesRepository } from './persistence/outcomes.repository';

/** What of a tenant came to an end on one day. */
export interface DayOfDownloads {
  /** `2026-11-22`, where the caller lives. */
  date: string;
  completed: number;
  failed: number;
  cancelled: number;
  /** Fetched for them: what others had stored already costs nothing. */
  bytes: number;
}

/** How a tenant's last days went, by the clocks of whoever asks. */
@Injectable()
export class CountDays {
  constructor(
    private readonly outcomes: OutcomesRepository,
    private readonly clock: Clock,
  ) {}

  /** Every day, also one without any; today is the last. @param timeZone as IANA names it */
  async ofTenant(
    tenantId: string,
    { days, timeZone }: { days: number; timeZone: string },
  ): Promise<DayOfDownloads[]> {
    const spans = lastLocalDays(days, timeZone, this.clock.now());
    const ended = await this.outcomes.endedIn(
      tenantId,
      spans.map(({ begins }) => begins),
    );
    return spans.map(({ date }, index) => {
      const own = ended.filter(({ span }) => span === index + 1);
      const count = (status: string) => own.find((one) => one.status === status)?.downloads ?? 0;
      return {
        date,
        completed: count('completed'),
        failed: count('failed'),
        cancelled: count('cancelled'),
        bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    });
  }
}
