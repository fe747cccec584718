import { Database, isFuture, isOlderThan, isPast, now } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, MoreThan, Not, type Repository } from 'typeorm';
import type { Owner } from '../../owner';
import type { HostTrouble } from '../host-trouble';
import { AssetEntity } from '../../files/persistence/asset.entity';
import { ACTIVE } from '../../persistence/download-statuses';
import { DownloadEntity } from '../../persistence/download.entity';
import { HostPauseEntity } from './host-pause.entity';

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
const FORGOTTEN_AFTER_HOURS = 1;
/** Downloads at once when a probe was answered. An answer to one of those closes the breaker. */
const FEW = 4;
/** So many hosts that cannot be reached at once are no coincidence, unless something else comes in. */
const UPLINK_HOSTS = 3;
const UPLINK_PAUSE = `interval '10 seconds'`;
const UPLINK_WINDOW = `interval '1 minute'`;
const UNREACHABLE_CODE = 'source.unreachable';
const UNREACHABLE = `code = '${UNREACHABLE_CODE}'`;

/** What was fetched before an outage may be stored, and so completed, this long after it began. */
const STORING = `interval '30 seconds'`;

/** A file that was fetched, and not only shared, is complete since then. */
const fetchedSince = (moment: string) => `EXISTS (
  SELECT 1 FROM downloads d JOIN assets a ON a.id = d.asset_id AND a.run_id = d.run_id
  WHERE d.status = 'completed' AND d.completed_at > ${moment})`;
/** Downloads `d` that wait for the end of the pause `p`. */
const OF_PAUSE = `(p.host = '${UPLINK}' OR d.host = p.host)`;
/** Running or handed over. */
const IN_FLIGHT = `(d.status = 'running' OR (d.status = 'queued' AND d.enqueued_at IS NOT NULL))`;
/** Bytes come in at this moment. */
const GETS_BYTES = `status = 'running' AND phase = 'downloading' AND speed > 0 AND updated_at > now() - interval '5 seconds'`;
const BYTES_COME = `EXISTS (SELECT 1 FROM downloads WHERE ${GETS_BYTES})`;

/** The breakers' state. A row whose pause is over is half-open; a host without a row has no trouble. */
@Injectable()
export class HostPausesRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(HostPauseEntity) private readonly pauses: Repository<HostPauseEntity>,
    @InjectRepository(DownloadEntity) private readonly downloads: Repository<DownloadEntity>,
  ) {}

  /** Pauses a host, each time twice as long; one that is paused already stays so. */
  async trip(
    { host, code, firstPauseMs, longestPauseMs }: HostTrouble,
    downloadId: string,
  ): Promise<{ pausedMs: number; ageMs: number; shared: boolean }> {
    // SQL: what the next pause is depends, column by column, on the one before.
    const isOld = `p.paused_until < now() - interval '${FORGOTTEN_AFTER_HOURS} hours'`;
    return this.database.onlyRow(
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
  }

  /** Whether other downloads from a host run, and whether any of them gets bytes at this moment. */
  async othersFrom(host: string, downloadId: string): Promise<{ run: boolean; getBytes: boolean }> {
    const others = await this.downloads
      .createQueryBuilder()
      .select('count(*) > 0', 'run')
      .addSelect(`COALESCE(bool_or(${GETS_BYTES}), false)`, 'getBytes')
      .where({ host, id: Not(downloadId), status: 'running', phase: In(['resolving', 'downloading']) })
      .getRawOne<{ run: boolean; getBytes: boolean }>();
    return others ?? { run: false, getBytes: false };
  }

  /** What was handed over and has not begun waits with the others. A worker that takes such a job finds it outdated. */
  async recall(host: string): Promise<void> {
    await this.downloads.update(
      { status: 'queued', enqueuedAt: Not(IsNull()), ...(host === UPLINK ? {} : { host }) },
      { enqueuedAt: null, generation: () => 'generation + 1', updatedAt: now },
    );
  }

  /** True while all hosts are paused, or when this one was the last that was missing for it. */
  async tripUplink(): Promise<boolean> {
    // SQL: whether there is a row to insert is what the statement finds out.
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
  hasFetchedWithin(ageMs: number): Promise<boolean> {
    return this.downloads
      .createQueryBuilder('d')
      .innerJoin(AssetEntity, 'a', 'a.id = d.assetId AND a.runId = d.runId')
      .where({ status: 'completed' })
      .andWhere(`d.completedAt > now() - :ageMs * interval '1 millisecond' + ${STORING}`, { ageMs })
      .getExists();
  }

  async recordAnswer(host: string): Promise<void> {
    await this.pauses.update(
      { host, pausedUntil: isPast() },
      { probes: () => `probes * ${FEW}`, since: now, shared: false, downloadId: null },
    );
    await this.pauses.delete({ host, probes: MoreThan(FEW) });
  }

  /** Something came: the hosts that could not be reached are probed at once, each by itself. False when it was closed. */
  async closeUplink(): Promise<boolean> {
    const { affected } = await this.pauses.delete({ host: UPLINK });
    if (affected === 0) return false;
    await this.pauses.update({ code: UNREACHABLE_CODE, pausedUntil: isFuture() }, { pausedUntil: now });
    return true;
  }

  async deletePause(host: string): Promise<void> {
    await this.pauses.delete({ host });
  }

  async purge(): Promise<void> {
    await this.pauses.delete({ pausedUntil: isOlderThan({ hours: FORGOTTEN_AFTER_HOURS }) });
  }

  /**
   * Of half-open breakers: how many more may begin; of the uplink's also while it is open: none. What began before the
   * pause does not count, it may hang.
   */
  async probesLeft(): Promise<Map<string, number>> {
    const begun = this.downloads.createQueryBuilder('d').select('count(*)');
    begun.where(`${IN_FLIGHT} AND d.enqueuedAt >= p.paused_until AND ${OF_PAUSE}`);
    const left = `CASE WHEN p.pausedUntil > now() THEN 0 ELSE GREATEST(0, p.probes - (${begun.getQuery()}))::int END`;
    const rows = await this.pauses
      .createQueryBuilder('p')
      .select('p.host', 'host')
      .addSelect(left, 'left')
      .where(`p.pausedUntil <= now() OR p.host = '${UPLINK}'`)
      .getRawMany<{ host: string; left: number }>();
    return new Map(rows.map(({ host, left }) => [host, left]));
  }

  /** Who has something under way that was handed over since the uplink has trouble, from a host that has none. */
  probingPeople(): Promise<Owner[]> {
    return this.downloads
      .createQueryBuilder('d')
      .innerJoin(HostPauseEntity, 'u', `u.host = '${UPLINK}'`)
      .select(['d.tenantId AS "tenantId"', 'd.requester AS requester'])
      .distinct()
      .where(`${IN_FLIGHT} AND d.enqueuedAt >= u.since`)
      .andWhere(`NOT EXISTS (SELECT 1 FROM host_pauses p WHERE p.host = d.host AND p.${UNREACHABLE})`)
      .getRawMany();
  }

  /** Paused, or half-open while somebody waits for a first answer. */
  current(): Promise<HostPause[]> {
    const waiting = this.downloads.createQueryBuilder('d').select('count(*)');
    waiting.where(`d.status = 'queued' AND ${OF_PAUSE}`);
    const active = this.downloads.createQueryBuilder('d').where(`d.status IN ${ACTIVE} AND ${OF_PAUSE}`);
    return this.pauses
      .createQueryBuilder('p')
      .select(['p.host AS host', 'p.code AS code'])
      .addSelect('p.pausedUntil', 'pausedUntil')
      .addSelect(`(${waiting.getQuery()})`, 'waiting')
      .where({ pausedUntil: isFuture() })
      .orWhere(`p.probes = 1 AND EXISTS (${active.select('1').getQuery()})`)
      .orderBy('p.host')
      .getRawMany();
  }
}
