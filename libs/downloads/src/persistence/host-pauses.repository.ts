import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';

export interface HostPause {
  host: string;
  code: string;
  pausedUntil: Date;
  /** Downloads that wait for its end. */
  waiting: number;
}

/** Longest pause, and how long a host must have been well before its pauses are short again. */
const LONGEST = `interval '6 hours'`;
const FORGIVEN_AFTER = `interval '12 hours'`;

/** Hosts that are left in peace because they said "too many requests" or "are you a robot". */
@Injectable()
export class HostPausesRepository {
  constructor(private readonly database: Database) {}

  /** Pauses a host, each time twice as long; one that is paused already stays so. When it ends. */
  async pause(host: string, code: string, firstMs: number): Promise<Date> {
    const row = await this.database.row<{ pausedUntil: Date }>(
      `INSERT INTO host_pauses AS p (host, code, paused_until) VALUES ($1, $2, now() + $3 * interval '1 millisecond')
       ON CONFLICT (host) DO UPDATE SET code = EXCLUDED.code, updated_at = now(),
         trips = CASE WHEN p.paused_until > now() THEN p.trips WHEN p.updated_at < now() - ${FORGIVEN_AFTER} THEN 1
           ELSE p.trips + 1 END,
         paused_until = CASE WHEN p.paused_until > now() THEN p.paused_until
           WHEN p.updated_at < now() - ${FORGIVEN_AFTER} THEN EXCLUDED.paused_until
           ELSE now() + LEAST(${LONGEST}, $3 * interval '1 millisecond' * power(2, LEAST(p.trips, 20))) END
       RETURNING paused_until AS "pausedUntil"`,
      [host, code, firstMs],
    );
    return row?.pausedUntil ?? new Date();
  }

  /** A download of the host succeeded: it is well again. */
  async forgive(host: string): Promise<void> {
    await this.database.affected(`DELETE FROM host_pauses WHERE host = $1 AND paused_until <= now()`, [host]);
  }

  async current(): Promise<HostPause[]> {
    return this.database.rows<HostPause>(
      `SELECT p.host, p.code, p.paused_until AS "pausedUntil",
         (SELECT count(*) FROM downloads d WHERE d.host = p.host AND d.status = 'queued') AS waiting
       FROM host_pauses p WHERE p.paused_until > now() ORDER BY p.host`,
    );
  }
}
