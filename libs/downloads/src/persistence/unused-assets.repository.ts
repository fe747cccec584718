import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';

@Injectable()
export class UnusedAssetsRepository {
  constructor(private readonly database: Database) {}

  /** Deletes the rows of finished files that nobody points to, and answers the storage keys of what they held. */
  async takeUnused(tenantId: string): Promise<string[]> {
    const rows = await this.database.rows<{
      storageKey: string;
      thumbnailKey: string | null;
      subtitles: Record<string, string>;
    }>(
      `DELETE FROM assets a WHERE a.tenant_id = $1 AND a.state = 'ready'
         AND NOT EXISTS (SELECT 1 FROM downloads d WHERE d.asset_id = a.id OR d.waiting_asset_id = a.id)
       RETURNING storage_key AS "storageKey", thumbnail_key AS "thumbnailKey", subtitles`,
      [tenantId],
    );
    return rows.flatMap(({ storageKey, thumbnailKey, subtitles }) => [
      storageKey,
      ...(thumbnailKey === null ? [] : [thumbnailKey]),
      ...Object.values(subtitles),
    ]);
  }
}
