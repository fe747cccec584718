import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import { ACTIVE, FINAL } from '../../persistence/download-statuses';

export interface ExpiredDownload {
  id: string;
  tenantId: string;
  title: string | null;
  status: string;
  endedAt: Date;
}

export interface UnusedAsset {
  id: string;
  tenantId: string;
  keys: string[];
  bytes: number;
}

export interface RetentionRules {
  /** Completed downloads are kept so long, in days; 0: for ever. */
  completedDays: number;
  /** Failed and cancelled ones; 0: for ever. */
  endedDays: number;
}

/** Served by the index downloads_ended, oldest first: what stays is not looked at. */
const EXPIRED = `SELECT d.id, d.tenant_id AS "tenantId", d.title, d.status, d.completed_at AS "endedAt" FROM downloads d`;

/** A file or its row counts as left over only after so long: it may just be in the making. */
const GRACE = `interval '1 day'`;

interface AssetRow {
  id: string;
  tenantId: string;
  storageKey: string;
  thumbnailKey: string | null;
  subtitles: Record<string, string>;
  bytes: number;
}

const ASSET = `a.id, a.tenant_id AS "tenantId", a.storage_key AS "storageKey", a.thumbnail_key AS "thumbnailKey",
  a.subtitles, a.size_bytes AS bytes`;

function unusedAsset({ id, tenantId, storageKey, thumbnailKey, subtitles, bytes }: AssetRow): UnusedAsset {
  const companions = [...(thumbnailKey === null ? [] : [thumbnailKey]), ...Object.values(subtitles)];
  return { id, tenantId, bytes, keys: [storageKey, ...companions] };
}

/** What is old enough to go. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /** A statement for each status, so that each reads the oldest of its part of the index and stops. */
  async expired({ completedDays, endedDays }: RetentionRules, limit: number): Promise<ExpiredDownload[]> {
    const found: ExpiredDownload[] = [];
    const rules = [
      ['completed', completedDays],
      ['failed', endedDays],
      ['cancelled', endedDays],
    ] as const;
    for (const [status, days] of rules) {
      if (days === 0 || found.length >= limit) continue;
      const rows = await this.database.rows<ExpiredDownload>(
        `${EXPIRED} WHERE d.status = $1 AND d.completed_at < now() - $2 * interval '1 day'
         ORDER BY d.completed_at LIMIT $3`,
        [status, days, limit - found.length],
      );
      found.push(...rows);
    }
    return found;
  }

  async remove(ids: readonly string[]): Promise<number> {
    return this.database.affected(
      `DELETE FROM downloads WHERE id = ANY ($1::uuid[]) AND status IN ${FINAL}`,
      [ids],
    );
  }

  /** Files that only these downloads point to. */
  async unusedWithout(downloadIds: readonly string[]): Promise<UnusedAsset[]> {
    if (downloadIds.length === 0) return [];
    const rows = await this.database.rows<AssetRow>(
      `SELECT ${ASSET} FROM assets a
       WHERE a.id IN (SELECT d.asset_id FROM downloads d WHERE d.id = ANY ($1::uuid[])) AND a.state = 'ready'
         AND NOT EXISTS (SELECT 1 FROM downloads d WHERE d.asset_id = a.id AND d.id <> ALL ($1::uuid[]))
         AND NOT EXISTS (SELECT 1 FROM downloads d WHERE d.waiting_asset_id = a.id)`,
      [downloadIds],
    );
    return rows.map(unusedAsset);
  }

  /**
   * Files that no download points to, among the next `limit` assets: what a removed person or a crash left behind.
   * `next` is null at the end.
   */
  async unusedAfter(
    after: string | null,
    limit: number,
  ): Promise<{ unused: UnusedAsset[]; next: string | null }> {
    const rows = await this.database.rows<AssetRow & { isUnused: boolean }>(
      `SELECT ${ASSET},
         a.state = 'ready' AND a.ready_at < now() - ${GRACE}
         AND NOT EXISTS (SELECT 1 FROM downloads d WHERE d.asset_id = a.id)
         AND NOT EXISTS (SELECT 1 FROM downloads d WHERE d.waiting_asset_id = a.id) AS "isUnused"
       FROM assets a WHERE $1::uuid IS NULL OR a.id > $1 ORDER BY a.id LIMIT $2`,
      [after, limit],
    );
    const next = rows.length < limit ? null : (rows.at(-1)?.id ?? null);
    return { unused: rows.filter(({ isUnused }) => isUnused).map(unusedAsset), next };
  }

  /**
   * Removes the row of an unused file, unless somebody began to use it meanwhile. Belongs into a transaction: it locks
   * the row and then looks.
   */
  async removeAsset(id: string): Promise<boolean> {
    await this.database.rows(`SELECT 1 FROM assets WHERE id = $1 FOR UPDATE`, [id]);
    const removed = await this.database.affected(
      `DELETE FROM assets a WHERE a.id = $1 AND a.state = 'ready'
         AND NOT EXISTS (SELECT 1 FROM downloads d WHERE d.asset_id = a.id OR d.waiting_asset_id = a.id)`,
      [id],
    );
    return removed === 1;
  }

  /** Rows of fetches that nobody leads, waits for or will finish. */
  async removeAbandonedFetches(): Promise<number> {
    return this.database.affected(
      `DELETE FROM assets a WHERE a.state = 'fetching' AND a.created_at < now() - ${GRACE}
         AND NOT EXISTS (SELECT 1 FROM downloads d WHERE d.waiting_asset_id = a.id
           OR (d.id = a.leader_download_id AND d.status IN ${ACTIVE}))`,
    );
  }

  /** Of these downloads, the ones whose unfinished files may still be needed. */
  async unfinished(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.rows<{ id: string }>(
      `SELECT id FROM downloads WHERE id = ANY ($1::uuid[]) AND status IN ${ACTIVE}`,
      [ids],
    );
    return new Set(rows.map((row) => row.id));
  }
}
