import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from './database';

/** A leader without a heartbeat for so long has lost the lead. */
const LEASE_MS = 6_000;
/** By itself, so that one long step of a leader does not cost it the lead. */
const RENEW_MS = 2_000;
/** One that does not ask any more is stuck, although its timers run. */
const SILENT_MS = 30_000;

interface Held {
  /** On the clock of this process: the lease is counted from before it was asked for. */
  until: number;
  askedAt: number;
  timer: NodeJS.Timeout;
}

/**
 * One leader over all processes, by a row with an expiry that PostgreSQL's clock decides. It needs no session, so it
 * survives a lost connection and works through a pooler; whoever leads asks again more often than SILENT_MS. A leader
 * that was stopped and woken up may believe in its lead for a moment: what it does must bear that.
 */
@Injectable()
export class LeaderLock implements OnApplicationShutdown {
  private readonly holder = randomUUID();
  private readonly held = new Map<number, Held>();
  /** Counted, so that a renewal that was under way does not take back what was given up meanwhile. */
  private releases = 0;

  constructor(private readonly database: Database) {}

  /** True while this process leads on `key`; asks for the lead when nobody has it. Errors mean "no". */
  async acquire(key: number): Promise<boolean> {
    const held = this.held.get(key);
    if (held) held.askedAt = performance.now();
    if (held && held.until - performance.now() > LEASE_MS - RENEW_MS) return true;
    return this.renew(key);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.held.keys()].map((key) => this.release(key)));
  }

  /** Gives the lead up, so that another process takes over at once. */
  async release(key: number): Promise<void> {
    this.releases += 1;
    if (!this.held.has(key)) return;
    this.lose(key);
    const sql = `DELETE FROM leader_leases WHERE key = $1 AND holder = $2`;
    // Without a database the lease just runs out.
    await this.database.vital(() => this.database.affected(sql, [key, this.holder])).catch(() => 0);
  }

  private async renew(key: number): Promise<boolean> {
    const before = performance.now();
    const { releases } = this;
    try {
      if (await this.database.vital(() => this.take(key))) {
        if (releases !== this.releases) return false;
        this.keep(key, before + LEASE_MS);
        return true;
      }
      this.lose(key);
      return false;
    } catch {
      const held = this.held.get(key);
      if (held && held.until > performance.now()) return true;
      this.lose(key);
      return false;
    }
  }

  /** Two statements, because an INSERT … ON CONFLICT would lock the row each time that a follower asks. */
  private async take(key: number): Promise<boolean> {
    const values = [key, this.holder, LEASE_MS];
    const renewed = await this.database.affected(
      `UPDATE leader_leases SET holder = $2, expires_at = clock_timestamp() + $3 * interval '1 millisecond'
       WHERE key = $1 AND (holder = $2 OR expires_at < clock_timestamp())`,
      values,
    );
    if (renewed > 0) return true;
    const begun = await this.database.rows(
      `INSERT INTO leader_leases (key, holder, expires_at)
       SELECT $1::integer, $2::uuid, clock_timestamp() + $3::integer * interval '1 millisecond'
       WHERE NOT EXISTS (SELECT 1 FROM leader_leases WHERE key = $1)
       ON CONFLICT DO NOTHING RETURNING key`,
      values,
    );
    return begun.length > 0;
  }

  private keep(key: number, until: number): void {
    const known = this.held.get(key);
    const timer = known?.timer ?? setInterval(() => void this.renewUnlessSilent(key), RENEW_MS).unref();
    this.held.set(key, { until, timer, askedAt: known?.askedAt ?? performance.now() });
  }

  private async renewUnlessSilent(key: number): Promise<void> {
    const held = this.held.get(key);
    if (held && performance.now() - held.askedAt < SILENT_MS) await this.renew(key);
    else await this.release(key);
  }

  private lose(key: number): void {
    clearInterval(this.held.get(key)?.timer);
    this.held.delete(key);
  }
}
