import { AppConfig } from '@app/config';
import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, type Repository } from 'typeorm';
import { valueFor } from '../../hosts/host-throttle';
import type {
  DownloadsOf,
  LiveDownload,
  QueueCounts,
  RequestedLately,
  RowVersion,
  StoredHistory,
} from '../live-downloads';
import { DownloadEntity } from '../../persistence/download.entity';
import {
  DOWNLOAD_COLUMNS,
  downloadFrom,
  type DownloadRow,
  selectDownloads,
  selectPage,
} from './download-row';

/** Of one status and one viewer, so many are counted. */
const MAX_COUNTED = 100_000;
/** The mean is taken over so many of the last. */
const MAX_AVERAGED = 1_000;

/** $1 tenant, $2 requester or null. */
const MINE = `d.tenant_id = $1 AND ($2::text IS NULL OR d.requester = $2)`;

const counted = (condition: string) =>
  `(SELECT count(*) FROM (SELECT FROM downloads d WHERE ${MINE} AND ${condition} LIMIT ${MAX_COUNTED}) c)`;

const ofStatus = (status: string) => counted(`d.status = '${status}'`);

/** Ids begin with the time at which they were made: an index on them knows what came since. */
const madeSince = (time: string) =>
  counted(`d.id >= rpad(lpad(to_hex((extract(epoch FROM ${time}) * 1000)::bigint), 12, '0'), 32, '0')::uuid`);
const madeInThis = (unit: 'day' | 'week' | 'month') => madeSince(`date_trunc('${unit}', now(), 'UTC')`);

const LIVE_COLUMNS = `${DOWNLOAD_COLUMNS}, d.run_id AS "runId", d.generation`;

const BY_IDS = selectDownloads('d.id = ANY ($1::uuid[])', LIVE_COLUMNS);
const RUNNING = selectPage(
  `SELECT d.id FROM downloads d WHERE ${MINE} AND d.status = 'running' ORDER BY d.id LIMIT $3`,
  'd.id',
  LIVE_COLUMNS,
);

type LiveRow = DownloadRow & Pick<LiveDownload, 'runId' | 'generation'>;

/** What those who watch are shown. SQL because it is asked at every change, and counts end at a limit. */
@Injectable()
export class LiveDownloadsRepository {
  constructor(
    private readonly database: Database,
    private readonly config: AppConfig,
    @InjectRepository(DownloadEntity) private readonly downloads: Repository<DownloadEntity>,
  ) {}

  findByIds(ids: readonly string[]): Promise<LiveDownload[]> {
    return this.read(BY_IDS, [ids]);
  }

  /** What tells whether a row has changed. */
  versions(ids: readonly string[]): Promise<RowVersion[]> {
    return this.downloads
      .createQueryBuilder('d')
      .select(['d.id AS id', 'd.status AS status'])
      .addSelect('d.updatedAt', 'updatedAt')
      .addSelect('d.runId', 'runId')
      .where({ id: Any([...ids]) })
      .getRawMany();
  }

  /** Those that run, the longest first. */
  running({ tenantId, requester }: DownloadsOf, limit: number): Promise<LiveDownload[]> {
    return this.read(RUNNING, [tenantId, requester, limit]);
  }

  queue({ tenantId, requester }: DownloadsOf): Promise<QueueCounts> {
    return this.database.onlyRow(
      `SELECT ${ofStatus('queued')} AS queued, ${ofStatus('running')} AS running,
         (SELECT count(*) FROM (SELECT FROM downloads q WHERE q.tenant_id = $1 AND q.status = 'queued' AND q.id <= first.id
            LIMIT ${MAX_COUNTED}) ahead) AS position,
         (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS "asOf"
       FROM (SELECT 1) one
         LEFT JOIN LATERAL (SELECT d.id FROM downloads d WHERE ${MINE} AND d.status = 'queued' ORDER BY d.id LIMIT 1) first ON true`,
      [tenantId, requester],
    );
  }

  history({ tenantId, requester }: DownloadsOf): Promise<StoredHistory> {
    return this.database.onlyRow(
      `SELECT ${ofStatus('completed')} AS completed, ${ofStatus('failed')} AS failed, ${ofStatus('cancelled')} AS cancelled,
         ${madeInThis('day')} AS today, ${madeInThis('week')} AS "thisWeek", ${madeInThis('month')} AS "thisMonth",
         (SELECT avg(extract(epoch FROM l.completed_at - l.started_at))::float8 FROM (
            SELECT d.completed_at, d.started_at FROM downloads d WHERE ${MINE} AND d.status = 'completed'
            ORDER BY d.id DESC LIMIT ${MAX_AVERAGED}) l) AS "averageSeconds"`,
      [tenantId, requester],
    );
  }

  requestedSince({ tenantId, requester }: DownloadsOf, today: Date, monday: Date): Promise<RequestedLately> {
    return this.database.onlyRow(
      `SELECT ${madeSince('$3::timestamptz')} AS today, ${madeSince('$4::timestamptz')} AS "thisWeek"`,
      [tenantId, requester, today, monday],
    );
  }

  private async read(sql: string, parameters: unknown[]): Promise<LiveDownload[]> {
    const rows = await this.database.rows<LiveRow>(sql, parameters);
    const { concurrency } = this.config.downloads.hosts;
    return rows.map(({ runId, generation, ...row }) => ({
      ...downloadFrom(row, (host) => valueFor(concurrency, host)),
      runId,
      generation,
    }));
  }
}
