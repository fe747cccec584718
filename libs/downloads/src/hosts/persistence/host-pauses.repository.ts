import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { Owner } from '../../owner';
import type { HostTrouble } from '../host-trouble';
import { ACTIVE } from '../../persistence/download-statuses';

export interface HostPause {
  /** `*`: all of them. */
  host: string;
  code: string;
  pausedUntil: Date;
  /** Downloads that wait for its end. */
  waiting: number;
}

/** Stands for all hosts. */
export const UPLINK = '*';

/** A host that had no more trouble for so long begins anew. */
const FORGOTTEN_AFTER = `interval '1 hour'`;
/** Downloads at once when a probe was answered. An answer to one of those closes the breaker. */
const FEW = 4;
/** So many hosts that cannot be reached at once are no coincidence, unless something else comes in. */
const UPLINK_HOSTS = 3;
const UPLINK_PAUSE = `interval '10 seconds'`;
const UPLINK_WINDOW = `interval '1 minute'`;
const UNREACHABLE = `code = 'source.unreachable'`;

/** What was fetched before an outage may be stored, and so completed, this long after it began. */
const STORING = `interval '30 seconds'`;

/** A file that was fetched, and not only shared, is complete since then. */
const fetchedSince = (moment: string) => `EXISTS (
  SELECT 1 FROM downloads d JOIN assets a ON a.id = d.asset_id AND a.run_id = d.run_id
  WHERE d.status = 'completed' AND d.completed_at > ${moment})`;
/** Running or handed over. */
const IN_FLIGHT = `(d.status = 'running' OR (d.status = 'queued' AND d.admitted_at IS NOT NULL))`;
/** Bytes come in at this moment. */
const GETS_BYTES = `status = 'running' AND phase = 'downloading' AND speed > 0 AND updated_at > now() - interval '5 seconds'`;
const BYTES_COME = `EXISTS (SELECT 1 FROM downloads WHERE ${GETS_BYTES})`;

/** The breakers' state. A row whose pause is over is half-open; a host without a row has no trouble. */
@Injectable()
export class HostPausesRepository {
  constructor(private readonly database: Database) {}

  /** Pauses a host, each time twice as long; one that is paused already stays so. */
  async trip(
    { host, code, firstPauseMs, longestPauseMs }: HostTrouble,
    downloadId: string,
  ): Promise<{ pausedMs: number; ageMs: number; shared: boolean }> {
    const isOld = `p.paused_until < now() - ${FORGOTTEN_AFTER}`;
    const row = await this.database.row<{ pausedMs: number; ageMs: number; shared: boolean }>(
      `INSERT INTO host_pauses AS p (host, code, paused_until, download_id)
       VALUES ($1, $2, now() + $3 * interval '1 millisecond', $5)
       ON CONFLICT (host) DO UPDATE SET code = EXCLUDED.code, updated_at = now(), probes = 1,
         since = CASE WHEN ${isOld} THEN now() ELSE p.since END,
         download_id = EXCLUDED.download_id,
         shared = NOT ${isOld} AND (p.shared OR COALESCE(p.download_id <> EXCLUDED.download_id, false)),
         trips = CASE WHEN p.paused_until > now() THEN p.trips WHEN ${isOld} THEN 1 ELSE p.trips + 1 END,
         paused_until = CASE WHEN p.paused_until > now() THEN p.paused_until WHEN ${isOld} THEN EXCLUDED.paused_until
           ELSE now() + LEAST($4::float8, $3::float8 * power(2, LEAST(p.trips, 20))) * interval '1 millisecond' END
       RETURNING shared, GREATEST(0, extract(epoch FROM paused_until - now()) * 1000)::float8 AS "pausedMs",
         (extract(epoch FROM now() - since) * 1000)::float8 AS "ageMs"`,
      [host, code, firstPauseMs, longestPauseMs, downloadId],
    );
    return row ?? { pausedMs: firstPauseMs, ageMs: 0, shared: false };
  }

  /** Whether other downloads from a host run, and whether any of them gets bytes at this moment. */
  async othersFrom(host: string, downloadId: string): Promise<{ run: boolean; getBytes: boolean }> {
    const row = await this.database.row<{ run: boolean; getBytes: boolean }>(
      `SELECT count(*) > 0 AS run, COALESCE(bool_or(${GETS_BYTES}), false) AS "getBytes" FROM downloads
       WHERE host = $1 AND id <> $2 AND status = 'running' AND phase IN ('resolving', 'downloading')`,
      [host, downloadId],
    );
    return row ?? { run: false, getBytes: false };
  }

  /** What was handed over and has not begun waits with the others. A worker that takes such a job finds it outdated. */
  async recall(host: string): Promise<void> {
    await this.database.affected(
      `UPDATE downloads SET admitted_at = NULL, dispatch = dispatch + 1, updated_at = now()
       WHERE status = 'queued' AND admitted_at IS NOT NULL AND ($1 = '${UPLINK}' OR host = $1)`,
      [host],
    );
  }

  /** True while all hosts are paused, or when this one was the last that was missing for it. */
  async tripUplink(): Promise<boolean> {
    const tripped = await this.database.rows(
      `INSERT INTO host_pauses AS p (host, code, paused_until)
       SELECT '${UPLINK}', 'source.unreachable', now() + ${UPLINK_PAUSE}
       FROM (SELECT count(*) AS hosts, max(since) AS newest FROM host_pauses
         WHERE host <> '${UPLINK}' AND ${UNREACHABLE} AND updated_at > now() - ${UPLINK_WINDOW}) away
       WHERE away.hosts >= ${String(UPLINK_HOSTS)} AND NOT ${BYTES_COME}
         AND NOT ${fetchedSince(`LEAST(now() - interval '5 seconds', away.newest + ${STORING})`)}
       ON CONFLICT (host) DO UPDATE SET updated_at = now(), trips = p.trips + 1,
         paused_until = GREATEST(p.paused_until, EXCLUDED.paused_until)
       RETURNING host`,
    );
    if (tripped.length > 0) await this.recall(UPLINK);
    return tripped.length > 0;
  }

  /** Whether a file was fetched from anywhere since a host has trouble: then it is not the uplink. */
  async hasFetchedWithin(ageMs: number): Promise<boolean> {
    const row = await this.database.row(
      `SELECT 1 WHERE ${fetchedSince(`now() - $1 * interval '1 millisecond' + ${STORING}`)}`,
      [ageMs],
    );
    return row !== undefined;
  }

  async recordAnswer(host: string): Promise<void> {
    await this.database.affected(
      `UPDATE host_pauses SET probes = probes * ${String(FEW)}, since = now(), shared = false, download_id = NULL
       WHERE host = $1 AND paused_until <= now()`,
      [host],
    );
    await this.database.affected(`DELETE FROM host_pauses WHERE host = $1 AND probes > ${String(FEW)}`, [
      host,
    ]);
  }

  /** Something came: the hosts that could not be reached are probed at once, each by itself. False when it was closed. */
  async closeUplink(): Promise<boolean> {
    if ((await this.database.affected(`DELETE FROM host_pauses WHERE host = '${UPLINK}'`)) === 0)
      return false;
    await this.database.affected(
      `UPDATE host_pauses SET paused_until = now() WHERE ${UNREACHABLE} AND paused_until > now()`,
    );
    return true;
  }

  async delete(host: string): Promise<void> {
    await this.database.affected(`DELETE FROM host_pauses WHERE host = $1`, [host]);
  }

  async purge(): Promise<void> {
    await this.database.affected(`DELETE FROM host_pauses WHERE paused_until < now() - ${FORGOTTEN_AFTER}`);
  }

  /**
   * Of half-open breakers: how many more may begin; of the uplink's also while it is open: none. What began before the
   * pause does not count, it may hang.
   */
  async probesLeft(): Promise<Map<string, number>> {
    const rows = await this.database.rows<{ host: string; left: number }>(
      `SELECT p.host, CASE WHEN p.paused_until > now() THEN 0 ELSE GREATEST(0, p.probes - (
         SELECT count(*) FROM downloads d
         WHERE ${IN_FLIGHT} AND d.admitted_at >= p.paused_until AND (p.host = '${UPLINK}' OR d.host = p.host)))::int END AS left
       FROM host_pauses p WHERE p.paused_until <= now() OR p.host = '${UPLINK}'`,
    );
    return new Map(rows.map(({ host, left }) => [host, left]));
  }

  /** Who has something under way that was handed over since the uplink has trouble, from a host that has none. */
  async probingPeople(): Promise<Owner[]> {
    return this.database.rows<Owner>(
      `SELECT DISTINCT d.tenant_id AS "tenantId", d.requester FROM downloads d JOIN host_pauses u ON u.host = '${UPLINK}'
       WHERE ${IN_FLIGHT} AND d.admitted_at >= u.since
         AND NOT EXISTS (SELECT 1 FROM host_pauses p WHERE p.host = d.host AND p.${UNREACHABLE})`,
    );
  }

  /** Paused, or half-open while somebody waits for a first answer. */
  async current(): Promise<HostPause[]> {
    return this.database.rows<HostPause>(
      `SELECT p.host, p.code, p.paused_until AS "pausedUntil",
         (SELECT count(*) FROM downloads d
          WHERE d.status = 'queued' AND (p.host = '${UPLINK}' OR d.host = p.host)) AS waiting
       FROM host_pauses p WHERE p.paused_until > now() OR (p.probes = 1 AND EXISTS (
         SELECT 1 FROM downloads d WHERE d.status IN ${ACTIVE} AND (p.host = '${UPLINK}' OR d.host = p.host)))
       ORDER BY p.host`,
    );
  }
}
