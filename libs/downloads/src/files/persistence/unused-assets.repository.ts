import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';

@Injectable()
export class UnusedAssetsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Deletes the rows of finished files that nobody points to, and answers the storage keys of what they held. Belongs
   * into a transaction: it locks them and then looks again, so that nobody has begun to use one meanwhile.
   */
  async takeUnused(tenantId: string): Promise<string[]> {
    const unused = `a.tenant_id = $1 AND a.state = 'ready'
      AND NOT EXISTS (SELECT 1 FROM downloads d WHERE d.asset_id = a.id OR d.waiting_asset_id = a.id)`;
    const locked = await this.database.rows<{ id: string }>(
      `SELECT a.id FROM assets a WHERE ${unused} ORDER BY a.id FOR UPDATE OF a`,
      [tenantId],
    );
    const rows = await this.database.rows<{
      storageKey: string;
      thumbnailKey: string | null;
      subtitles: Record<string, string>;
    }>(
      `DELETE FROM assets a WHERE a.id = ANY ($2) AND ${unused}
       RETURNING storage_key AS "storageKey", thumbnail_key AS "thumbnailKey", subtitles`,
      [tenantId, locked.map(({ id }) => id)],
    );
    return rows.flatMap(({ storageKey, thumbnailKey, subtitles }) => [
      storageKey,
      ...(thumbnailKey === null ? [] : [thumbnailKey]),
      ...Object.values(subtitles),
    ]);
  }
}
