import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThanOrEqual, type Repository } from 'typeorm';
import { DOWNLOAD_STATUSES } from '../../download';
import { DownloadOutcomeEntity } from './download-outcome.entity';
import { OutcomeDayEntity } from './outcome-day.entity';

/** Ended downloads of one kind that took about as long. */
export interface OutcomeTotals {
  status: string;
  source: string;
  /** 0: below the first bound; n: from the n-th bound on. */
  bucket: number;
  downloads: number;
  bytes: number;
  seconds: number;
}

/** What ended in a span of time, such as a day. */
export interface EndedIn {
  /** The span's place, from 1. */
  span: number;
  status: string;
  downloads: number;
  bytes: number;
}

/** Bounds of the durations that are counted apart, in seconds. What is added up by day is added up by these. */
export const DURATION_BOUNDS = [1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600];
/** As SQL: the midnight (UTC) after a day; of none, the beginning of time. */
const afterDay = (day: string) => `COALESCE((${day}::date + 1)::timestamp AT TIME ZONE 'UTC', '-infinity')`;
/** Of one status, so many are counted. */
const MAX_COUNTED = 100_000;
/** Downloads in the status `c.status`, as of the last ANALYZE. */
const ESTIMATED = `SELECT (r.reltuples * s.most_common_freqs[array_position(s.most_common_vals::text::text[], c.status)])::bigint
  FROM pg_class r JOIN pg_stats s ON s.schemaname = r.relnamespace::regnamespace::text AND s.tablename = r.relname
  WHERE r.oid = 'downloads'::regclass AND s.attname = 'status'`;

/** The ledger of ended downloads, and what is counted from it and from the present rows. */
@Injectable()
export class OutcomesRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(DownloadOutcomeEntity) private readonly outcomes: Repository<DownloadOutcomeEntity>,
    @InjectRepository(OutcomeDayEntity) private readonly days: Repository<OutcomeDayEntity>,
  ) {}

  /** One line for each; belongs into the transaction that ended them. `bytes`: what was fetched for them. */
  async record(downloadIds: readonly string[], bytes: 'fetched' | 'shared'): Promise<void> {
    if (downloadIds.length === 0) return;
    // SQL: INSERT … SELECT.
    await this.database.rows(
      `INSERT INTO download_outcomes (tenant_id, download_id, source, status, error_code, bytes, seconds)
       SELECT tenant_id, id, source, status, error_code, CASE WHEN $2 THEN downloaded_bytes ELSE 0 END,
         COALESCE(extract(epoch FROM completed_at - started_at), 0)
       FROM downloads WHERE id = ANY ($1::uuid[])`,
      [downloadIds, bytes === 'fetched'],
    );
  }

  /** What of one tenant ended since the first of these moments, apart for each span that begins with one. Reads the ledger. */
  endedIn(tenantId: string, begins: readonly Date[]): Promise<EndedIn[]> {
    return this.outcomes
      .createQueryBuilder('o')
      .select('width_bucket(o.createdAt, :begins::timestamptz[])', 'span')
      .addSelect('o.status', 'status')
      .addSelect('count(*)', 'downloads')
      .addSelect('sum(o.bytes)::bigint', 'bytes')
      .where({ tenantId })
      .andWhere('o.createdAt >= (:begins::timestamptz[])[1]', { begins })
      .groupBy('span')
      .addGroupBy('o.status')
      .getRawMany();
  }

  /** The last day that is added up; null: none yet. */
  async lastDay(): Promise<string | null> {
    const last = await this.days
      .createQueryBuilder('d')
      .select('max(d.day)::text', 'day')
      .getRawOne<{ day: string | null }>();
    return last?.day ?? null;
  }

  /** What ended until the evening of a day that is added up. */
  totalsUntil(day: string): Promise<OutcomeTotals[]> {
    return this.days
      .createQueryBuilder('o')
      .select(['o.status AS status', 'o.source AS source', 'o.bucket AS bucket'])
      .addSelect('sum(o.downloads)::bigint', 'downloads')
      .addSelect('sum(o.bytes)::bigint', 'bytes')
      .addSelect('sum(o.seconds)', 'seconds')
      .where({ day: LessThanOrEqual(day) })
      .groupBy('o.status, o.source, o.bucket')
      .getRawMany();
  }

  /** What ended since. @param day null: ever */
  totalsAfter(day: string | null): Promise<OutcomeTotals[]> {
    return this.outcomes
      .createQueryBuilder('o')
      .select(['o.status AS status', 'o.source AS source'])
      .addSelect('width_bucket(o.seconds, :bounds::float8[])', 'bucket')
      .addSelect('count(*)', 'downloads')
      .addSelect('sum(o.bytes)::bigint', 'bytes')
      .addSelect('sum(o.seconds)', 'seconds')
      .where(`o.createdAt >= ${afterDay(':day')}`, { day, bounds: DURATION_BOUNDS })
      .groupBy('o.status, o.source, bucket')
      .getRawMany();
  }

  /**
   * Adds up the first day that is over and was not yet. False: there is none. Days are UTC's, and over an hour after
   * midnight: by then every transaction that began before has ended.
   */
  async addUpDay(): Promise<boolean> {
    // SQL: INSERT … SELECT, of what is found in the same statement.
    const added = await this.database.rows(
      `WITH first AS (
         SELECT date_trunc('day', min(created_at), 'UTC') AS begun FROM download_outcomes WHERE created_at >= ${afterDay('$2')})
       INSERT INTO download_outcome_days (day, tenant_id, source, status, bucket, downloads, bytes, seconds)
       SELECT (begun AT TIME ZONE 'UTC')::date, tenant_id, source, status, width_bucket(seconds, $1::float8[]), count(*),
         sum(bytes), sum(seconds)
       FROM first JOIN download_outcomes o ON o.created_at >= begun AND o.created_at < begun + interval '1 day'
       WHERE begun + interval '1 day 1 hour' <= now()
       GROUP BY begun, 2, 3, 4, 5
       ON CONFLICT DO NOTHING RETURNING day`,
      [DURATION_BOUNDS, await this.lastDay()],
    );
    return added.length > 0;
  }

  /** By present status: exact up to MAX_COUNTED, above that as PostgreSQL estimates it. */
  async currentByStatus(): Promise<{ status: string; downloads: number }[]> {
    const counts = DOWNLOAD_STATUSES.map(
      (status) => `SELECT '${status}' AS status,
        (SELECT count(*) FROM (SELECT FROM downloads WHERE status = '${status}' LIMIT ${MAX_COUNTED}) c) AS counted`,
    );
    // SQL: of no table, and with the statistics of PostgreSQL.
    return this.database.rows(
      `SELECT c.status, CASE WHEN c.counted < ${MAX_COUNTED} THEN c.counted
         ELSE GREATEST(c.counted, (${ESTIMATED})) END AS downloads
       FROM (${counts.join(' UNION ALL ')}) c`,
    );
  }
}
