import { AppConfig } from '@app/config';
import { Database, prepared } from '@app/database';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { valueFor } from '../../hosts/host-throttle';
import type { Download, DownloadStatus } from '../../download';
import { type SourceOfRequest, sourcesIn } from '../../persistence/source-list';
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
import { downloadFrom, type DownloadRow, selectDownloads, selectPage } from './download-row';

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

/** Those who watch a download without a connection of their own ask for it every second. */
const ONE = prepared(selectDownloads(`${sees('d')} AND d.id = $5`));

const CHANGEABLE = selectDownloads(`${mayChange('d')} AND d.id = $4`);

/** SQL because requests wait for it, and who sees a row is a condition over several tables. */
@Injectable()
export class DownloadsRepository {
  private readonly totals = new ListTotals();

  constructor(
    private readonly database: Database,
    private readonly config: AppConfig,
  ) {}

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

  findDownload(id: string, viewer: Viewer): Promise<Download | undefined> {
    return this.find(ONE, [...seenBy(viewer), id]);
  }

  findChangeable(id: string, viewer: Viewer): Promise<Download | undefined> {
    return this.find(CHANGEABLE, [...changedBy(viewer), id]);
  }

  async listDownloads(filter: DownloadFilter, viewer: Viewer): Promise<DownloadPage> {
    const { where, parameters } = listed(filter, viewer, await this.sharedWith(viewer));
    const order = SORTS[filter.sort];
    // The size of the page stands in the text: without it PostgreSQL takes a tenth of the table for asked, and plans
    // anew each time.
    const sql = selectPage(
      `SELECT d.id FROM downloads d WHERE ${where} ORDER BY ${order}
         LIMIT ${Math.trunc(filter.limit)} OFFSET ${Math.trunc(filter.offset)}`,
      order,
    );
    const isFirstOfAll = parameters.length === 1 && filter.offset === 0 && filter.sort === '-created_at';
    const rows = await this.database.rows<DownloadRow>(isFirstOfAll ? prepared(sql) : sql, parameters);
    const count = async (most: number) => {
      const { total } = await this.database.onlyRow<{ total: number }>(
        `SELECT count(*) AS total FROM (SELECT FROM downloads d WHERE ${where} LIMIT $${parameters.length + 1}) counted`,
        [...parameters, most],
      );
      return total;
    };
    const total = await this.totals.totalOf(
      [where, ...parameters],
      { ...filter, length: rows.length },
      count,
    );
    return { downloads: rows.map(this.read), ...total };
  }

  /** Asked where it matters: admins and keys see their tenant anyway. */
  private async sharedWith({ tenantId, seesTenant, userId }: Viewer): Promise<SharedCourses> {
    const none = { all: false, taught: null };
    if (seesTenant) return none;
    return (await this.database.row<SharedCourses>(SHARED_COURSES, [tenantId, userId ?? null])) ?? none;
  }

  private async find(sql: string, parameters: unknown[]): Promise<Download | undefined> {
    const row = await this.database.row<DownloadRow>(sql, parameters);
    return row && this.read(row);
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
