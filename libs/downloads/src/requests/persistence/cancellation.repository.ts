import { Database } from '@app/database';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { statusesFor } from '../../download';
import { after } from '../../persistence/download-statuses';
import { changedBy, mayChange } from '../../persistence/visibility';

@Injectable()
export class CancellationRepository {
  constructor(private readonly database: Database) {}

  /** Makes rows final; no result counts any more. Ids of those that were queued or running until now. */
  async cancel(ids: readonly string[], viewer: Viewer): Promise<string[]> {
    return this.finish(`d.id = ANY ($5::uuid[])`, viewer, ids);
  }

  async cancelBatch(batchId: string, viewer: Viewer): Promise<string[]> {
    return this.finish(`d.batch_id = $5`, viewer, batchId);
  }

  private async finish(which: string, viewer: Viewer, what: unknown): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `UPDATE downloads d SET status = ${after('cancel')}, phase = NULL, speed = NULL, eta_seconds = NULL, waiting_asset_id = NULL,
         completed_at = now(), updated_at = now()
       WHERE ${mayChange('d')} AND d.status = ANY ($4) AND ${which} RETURNING d.id`,
      [...changedBy(viewer), statusesFor('cancel'), what],
    );
    return rows.map((row) => row.id);
  }
}
