import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';

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

const EXPIRED = `(d.status = 'completed' AND $1 > 0 AND d.completed_at < now() - $1 * interval '1 day')
  OR (d.status IN ('failed', 'cancelled') AND $2 > 0 AND d.completed_at < now() - $2 * interval '1 day')`;

/** A file or its row counts as left over only after so long: it may just be in the making. */
const GRACE = `interval '1 day'`;

/** What is old enough to go. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  async expired({ completedDays, endedDays }: RetentionRules, limit: number): Promise<ExpiredDownload[]> {
    return this.database.rows<ExpiredDownload>(
      `SELECT d.id, d.tenant_id AS "tenantId", d.title, d.status, d.completed_at AS "endedAt" FROM downloads d
       WHERE ${EXPIRED} ORDER BY d.completed_at LIMIT $3`,
      [completedDays, endedDays, limit],
    );
  }

  async remove(ids: readonly string[]): Promise<number> {
    return this.database.affected(
      `DELETE FROM downloads WHERE id = ANY ($1::uuid[]) AND status IN ('completed', 'failed', 'cancelled')`,
      [ids],
    );
  }

  /** Files that no download points to, or would after these are gone. */
  async unusedAssets(withoutDownloads: readonly string[], limit: number): Promise<UnusedAsset[]> {
    const rows = await this.database.rows<{
      id: string;
      tenantId: string;
      storageKey: string;
      thumbnailKey: string | null;
      subtitles: Record<string, string>;
      bytes: number;
    }>(
      `SELECT a.id, a.tenant_id AS "tenantId", a.storage_key AS "storageKey", a.thumbnail_key AS "thumbnailKey",
         a.subtitles, a.size_bytes AS bytes
       FROM assets a WHERE a.state = 'ready' AND NOT EXISTS (
         SELECT 1 FROM downloads d WHERE (d.asset_id = a.id OR d.waiting_asset_id = a.id) AND d.id <> ALL ($1::uuid[]))
         AND (a.ready_at < now() - ${GRACE} OR EXISTS (SELECT 1 FROM downloads d WHERE d.asset_id = a.id))
       ORDER BY a.ready_at LIMIT $2`,
      [withoutDownloads, limit],
    );
    return rows.map(({ id, tenantId, storageKey, thumbnailKey, subtitles, bytes }) => ({
      id,
      tenantId,
      bytes,
      keys: [storageKey, ...(thumbnailKey === null ? [] : [thumbnailKey]), ...Object.values(subtitles)],
    }));
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

  /** Of these storage keys, the ones that a file's row names. */
  async known(keys: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.rows<{ key: string }>(
      `SELECT k.key FROM unnest($1::text[]) AS k(key) WHERE EXISTS (
         SELECT 1 FROM assets a WHERE a.storage_key = k.key OR a.thumbnail_key = k.key
           OR EXISTS (SELECT 1 FROM jsonb_each_text(a.subtitles) s WHERE s.value = k.key))`,
      [keys],
    );
    return new Set(rows.map((row) => row.key));
  }

  /** Rows of fetches that nobody leads, waits for or will finish. */
  async removeAbandonedFetches(): Promise<number> {
    return this.database.affected(
      `DELETE FROM assets a WHERE a.state = 'fetching' AND a.created_at < now() - ${GRACE}
         AND NOT EXISTS (SELECT 1 FROM downloads d WHERE d.waiting_asset_id = a.id
           OR (d.id = a.leader_download_id AND d.status IN ('queued', 'running')))`,
    );
  }

  /** Of these downloads, the ones whose unfinished files may still be needed. */
  async unfinished(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.rows<{ id: string }>(
      `SELECT id FROM downloads WHERE id = ANY ($1::uuid[]) AND status IN ('queued', 'running')`,
      [ids],
    );
    return new Set(rows.map((row) => row.id));
  }
}
