import { AppConfig } from '@app/config';
import { Database, prepared } from '@app/database';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { valueFor } from '../../hosts/host-throttle';
import { type Download, type DownloadStatus, statusesFor } from '../../download';
import type { NewDownload, RequestedBy } from '../../new-download';
import { type SourceOfRequest, sourcesIn } from '../../persistence/source-list';
import { ACTIVE, after } from '../../persistence/download-statuses';
import { type ListTotal, ListTotals } from './list-totals';
import { ACTIVE_OF_SOURCES, type ActiveDownload, REQUESTED } from './requested-sources';
import {
  changedBy,
  mayChange,
  seenBy,
  seenKnowing,
  sees,
  seesKnowing,
  SHARED_COURSES,
  type SharedCourses,
} from '../../persistence/visibility';
import {
  DOWNLOAD_COLUMNS,
  DOWNLOAD_TABLES,
  downloadFrom,
  type DownloadRow,
  WITH_ASSET,
} from './download-row';

export interface DownloadFilter {
  status?: DownloadStatus;
  courseId?: string;
  credentialId?: number;
  batchId?: string;
  source?: string;
  /** Part of a title. */
  q?: string;
  sort: DownloadSort;
  limit: number;
  offset: number;
}

export interface DownloadPage extends ListTotal {
  downloads: Download[];
}

/** Orders a list can have; a minus means the largest first. */
const SORTS = {
  '-created_at': 'd.id DESC',
  created_at: 'd.id',
  '-updated_at': 'd.updated_at DESC, d.id DESC',
  updated_at: 'd.updated_at, d.id',
  title: 'lower(d.title) NULLS LAST, d.id',
  '-priority': 'd.priority DESC, d.id',
} as const;

export type DownloadSort = keyof typeof SORTS;
export const DOWNLOAD_SORTS = Object.keys(SORTS) as DownloadSort[];

const RECORD = `credential_id int, video_id uuid, course_id text, coursework_id text, source text, source_key text, variant text,
  url text, host text, resource_key text, title text, total_bytes bigint`;

/** Those who watch a download without a connection of their own ask for it every second. */
const ONE = prepared(`SELECT ${DOWNLOAD_COLUMNS} FROM ${DOWNLOAD_TABLES} WHERE ${sees('d')} AND d.id = $5`);

/** SQL because requests wait for it, and who sees a row is a condition over several tables. */
@Injectable()
export class DownloadsRepository {
  private readonly totals = new ListTotals();

  constructor(
    private readonly database: Database,
    private readonly config: AppConfig,
  ) {}

  /** Inserts any number of rows in one statement; those that are under way already are left out. Ids of the new ones. */
  async insert(rows: readonly NewDownload[], by: RequestedBy): Promise<string[]> {
    const inserted = await this.database.rows<{ id: string }>(
      `INSERT INTO downloads (tenant_id, requester, batch_id, quality, subtitles, container, priority, correlation_id, credential_id,
         video_id, course_id, coursework_id, source, source_key, variant, url, host, resource_key, title, total_bytes)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, n.* FROM jsonb_to_recordset($9::jsonb) AS n(${RECORD})
       ON CONFLICT DO NOTHING RETURNING id`,
      [
        by.tenantId,
        by.requester,
        by.batchId,
        by.quality,
        by.subtitles,
        by.container,
        by.priority,
        by.correlationId,
        JSON.stringify(rows),
      ],
    );
    return inserted.map((row) => row.id);
  }

  /** Downloads of these sources that the same requester has under way, the oldest first. */
  findActive(
    tenantId: string,
    requester: string,
    keys: readonly SourceOfRequest[],
  ): Promise<ActiveDownload[]> {
    return this.database.rows<ActiveDownload>(ACTIVE_OF_SOURCES, [tenantId, requester, sourcesIn(keys)]);
  }

  /** The rows of a request: the new ones, and for the other sources the active ones. In the order of the request. */
  async findActiveOrNew(
    tenantId: string,
    requester: string,
    keys: readonly SourceOfRequest[],
    newIds: readonly string[],
  ): Promise<Download[]> {
    const rows = await this.database.rows<DownloadRow & { place: number }>(REQUESTED, [
      tenantId,
      requester,
      sourcesIn(keys),
      newIds,
    ]);
    return rows.map(({ place: _place, ...row }) => this.read(row));
  }

  /** Which of these sources the requester has already, finished and still stored. */
  async findFinishedSources(tenantId: string, requester: string, sourceKeys: string[]): Promise<Set<string>> {
    const rows = await this.database.rows<{ sourceKey: string }>(
      `SELECT DISTINCT d.source_key AS "sourceKey" FROM ${DOWNLOAD_TABLES}
       WHERE d.tenant_id = $1 AND d.requester = $2 AND d.source_key = ANY ($3) AND d.status = 'completed'
         AND a.storage_key IS NOT NULL`,
      [tenantId, requester, sourceKeys],
    );
    return new Set(rows.map((row) => row.sourceKey));
  }

  async findById(id: string, viewer: Viewer): Promise<Download | undefined> {
    const row = await this.database.row<DownloadRow>(ONE, [...seenBy(viewer), id]);
    return row && this.read(row);
  }

  async findChangeable(id: string, viewer: Viewer): Promise<Download | undefined> {
    const row = await this.database.row<DownloadRow>(
      `SELECT ${DOWNLOAD_COLUMNS} FROM ${DOWNLOAD_TABLES} WHERE ${mayChange('d')} AND d.id = $4`,
      [...changedBy(viewer), id],
    );
    return row && this.read(row);
  }

  async list(filter: DownloadFilter, viewer: Viewer): Promise<DownloadPage> {
    const { where, parameters } = listed(filter, viewer, await this.sharedWith(viewer));
    const order = SORTS[filter.sort];
    // The page first: what a row is told with is not looked up for those that are skipped. Its size stands in the text:
    // without it PostgreSQL takes a tenth of the table for asked, and plans anew each time.
    const sql = `SELECT ${DOWNLOAD_COLUMNS}
       FROM (SELECT d.id FROM downloads d WHERE ${where} ORDER BY ${order}
         LIMIT ${Math.trunc(filter.limit)} OFFSET ${Math.trunc(filter.offset)}) page
         JOIN downloads d ON d.id = page.id ${WITH_ASSET} ORDER BY ${order}`;
    const isFirstOfAll = parameters.length === 1 && filter.offset === 0 && filter.sort === '-created_at';
    const rows = await this.database.rows<DownloadRow>(isFirstOfAll ? prepared(sql) : sql, parameters);
    const count = async (most: number) => {
      const counted = await this.database.row<{ total: number }>(
        `SELECT count(*) AS total FROM (SELECT FROM downloads d WHERE ${where} LIMIT $${parameters.length + 1}) counted`,
        [...parameters, most],
      );
      return counted?.total ?? 0;
    };
    const total = await this.totals.totalOf(
      [where, ...parameters],
      { ...filter, length: rows.length },
      count,
    );
    return { downloads: rows.map(this.read), ...total };
  }

  /**
   * Queued again from the start: of those that ask for the same outside of a batch only the newest, and none while one is
   * on its way. Ids of the rows that were. May collide with a request of the same moment (isUniqueViolation).
   */
  async retry(ids: readonly string[], viewer: Viewer): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `UPDATE downloads d SET status = ${after('retry')}, phase = NULL, dispatch = dispatch + 1, run_at = now(), admitted_at = NULL,
         waiting_asset_id = NULL, attempt = 0, crash_count = 0, crashed_runs = '{}', progress_percent = 0, progress_tenths = 0, downloaded_bytes = 0, speed = NULL,
         eta_seconds = NULL, error_code = NULL, error_message = NULL, hint = NULL, started_at = NULL, completed_at = NULL,
         updated_at = now()
       WHERE ${mayChange('d')} AND d.id = ANY ($4::uuid[]) AND d.status = ANY ($5)
         AND (d.batch_id IS NOT NULL OR NOT EXISTS (
           SELECT 1 FROM downloads o
           WHERE o.tenant_id = d.tenant_id AND o.requester = d.requester AND o.source_key = d.source_key
             AND o.variant = d.variant AND o.batch_id IS NULL
             AND (o.status IN ${ACTIVE} OR (o.id > d.id AND o.id = ANY ($4) AND o.status = ANY ($5)))))
       RETURNING d.id`,
      [...changedBy(viewer), ids, statusesFor('retry')],
    );
    return rows.map((row) => row.id);
  }

  /** Ids of failed downloads, of one batch or of all. */
  async failedIds(viewer: Viewer, batchId: string | null): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `SELECT d.id FROM downloads d WHERE ${mayChange('d')} AND d.status = 'failed' AND ($4::uuid IS NULL OR d.batch_id = $4)`,
      [...changedBy(viewer), batchId],
    );
    return rows.map((row) => row.id);
  }

  /** Asked where it matters: admins and keys see their tenant anyway. */
  private async sharedWith({ tenantId, seesTenant, userId }: Viewer): Promise<SharedCourses> {
    const none = { all: false, taught: null };
    if (seesTenant) return none;
    return (await this.database.row<SharedCourses>(SHARED_COURSES, [tenantId, userId ?? null])) ?? none;
  }

  private readonly read = (row: DownloadRow): Download => {
    const { concurrency } = this.config.downloads.hosts;
    return downloadFrom(row, (host) => valueFor(concurrency, host));
  };
}

/** The rows of a list, by what it is asked for. Only that: PostgreSQL plans anew what may be left out. */
function listed(
  filter: DownloadFilter,
  viewer: Viewer,
  shared: SharedCourses,
): { where: string; parameters: unknown[] } {
  const { tenantId, seesTenant } = viewer;
  const parameters = seesTenant ? [tenantId] : seenKnowing(viewer, shared);
  const conditions = [seesTenant ? 'd.tenant_id = $1' : seesKnowing('d')];
  const asked: [value: unknown, condition: (value: string) => string][] = [
    [filter.status, (status) => `d.status = ${status}`],
    [filter.courseId, (course) => `d.course_id = ${course}`],
    [filter.credentialId, (credential) => `d.credential_id = ${credential}`],
    [filter.batchId, (batch) => `d.batch_id = ${batch}`],
    [filter.source, (source) => `d.source = ${source}`],
    [
      filter.q?.replaceAll(/[\\%_]/g, String.raw`\$&`),
      (words) => `lower(d.title) LIKE '%' || lower(${words}) || '%'`,
    ],
  ];
  for (const [value, condition] of asked)
    if (value !== undefined) conditions.push(condition(`$${parameters.push(value)}`));
  return { where: conditions.join(' AND '), parameters };
}
