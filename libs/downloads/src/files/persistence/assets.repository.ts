import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import { statusesFor, type DownloadedFile } from '../../download';
import type { DownloadRun, RunError, StoredMedia } from '../../download-run';
import { after } from '../../persistence/download-statuses';

export interface ReadyAsset {
  file: DownloadedFile;
  sourceVersion: string | null;
}

/** Files and who fetches them. All of it belongs into a transaction with the row of the download it is about. */
@Injectable()
export class AssetsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Makes the run the one that fetches this source, unless another live run does or the file is ready. Either way the
   * asset's row stays locked until the transaction ends, so nobody can begin to wait for a file that is just finished.
   */
  async acquire(run: DownloadRun): Promise<string | undefined> {
    const added = await this.database.row<{ id: string }>(
      `INSERT INTO assets (tenant_id, source_key, variant, leader_download_id, run_id) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING id`,
      [run.tenantId, run.sourceKey, run.variant, run.downloadId, run.runId],
    );
    return added?.id ?? this.takeLead(run);
  }

  /** Locks first and looks in a statement of its own: only then does it see what the one who held the lock has done. */
  private async takeLead(run: DownloadRun): Promise<string | undefined> {
    const locked = await this.database.row<{ id: string }>(
      `SELECT id FROM assets WHERE tenant_id = $1 AND source_key = $2 AND variant = $3 AND superseded_at IS NULL FOR UPDATE`,
      [run.tenantId, run.sourceKey, run.variant],
    );
    if (!locked) return undefined;
    const taken = await this.database.row<{ id: string }>(
      `UPDATE assets a SET leader_download_id = $2, run_id = $3, reserved_bytes = NULL
       WHERE a.id = $1 AND a.state = 'fetching' AND (a.leader_download_id IS NOT DISTINCT FROM $2 OR NOT EXISTS (
         SELECT 1 FROM downloads l WHERE l.id = a.leader_download_id AND l.run_id = a.run_id AND l.status = 'running'))
       RETURNING a.id`,
      [locked.id, run.downloadId, run.runId],
    );
    return taken?.id;
  }

  /** The present asset of a source: its id, and the file when it is ready. */
  async current(run: DownloadRun): Promise<{ id: string; ready: ReadyAsset | null } | undefined> {
    const row = await this.database.row<
      { id: string; state: string; sourceVersion: string | null } & DownloadedFile
    >(
      `SELECT id, id AS "assetId", state, source_version AS "sourceVersion", storage_key AS "storageKey",
         thumbnail_key AS "thumbnailKey", subtitles, size_bytes AS "sizeBytes", sha256, media
       FROM assets WHERE tenant_id = $1 AND source_key = $2 AND variant = $3 AND superseded_at IS NULL`,
      [run.tenantId, run.sourceKey, run.variant],
    );
    if (!row) return undefined;
    const { id, state, sourceVersion, ...file } = row;
    return { id, ready: state === 'ready' ? { file, sourceVersion } : null };
  }

  /** The file is outdated or lost: the next claim fetches anew; who has it keeps it. */
  async supersede(assetId: string): Promise<void> {
    await this.database.affected(
      `UPDATE assets SET superseded_at = now() WHERE id = $1 AND superseded_at IS NULL`,
      [assetId],
    );
  }

  async markReady(assetId: string, run: DownloadRun, stored: StoredMedia): Promise<boolean> {
    const changed = await this.database.affected(
      `UPDATE assets SET state = 'ready', storage_key = $3, thumbnail_key = $4, subtitles = $5, size_bytes = $6, sha256 = $7,
         media = $8, source_version = $9, ready_at = now(), reserved_bytes = NULL
       WHERE id = $1 AND run_id = $2 AND state = 'fetching'`,
      [
        assetId,
        run.runId,
        stored.storageKey,
        stored.thumbnailKey,
        JSON.stringify(stored.subtitles),
        stored.sizeBytes,
        stored.sha256,
        JSON.stringify(stored.media),
        stored.sourceVersion,
      ],
    );
    return changed === 1;
  }

  /** The accounts of those who wait for an asset. */
  async waitingCredentials(assetId: string): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT DISTINCT credential_id AS id FROM downloads WHERE waiting_asset_id = $1 AND credential_id IS NOT NULL`,
      [assetId],
    );
    return rows.map((row) => row.id);
  }

  /** Completes those who wait and may have the file; null: all may. Ids of the completed ones. */
  async completeWaiting(assetId: string, sizeBytes: number, credentials: number[] | null): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `UPDATE downloads SET status = ${after('complete')}, progress_percent = 100, downloaded_bytes = $2, total_bytes = $2,
         asset_id = $1, waiting_asset_id = NULL, error_code = NULL, error_message = NULL, hint = NULL,
         started_at = COALESCE(started_at, now()), completed_at = now(), updated_at = now()
       WHERE waiting_asset_id = $1 AND status = 'queued' AND ($3::int[] IS NULL OR credential_id = ANY ($3))
       RETURNING id`,
      [assetId, sizeBytes, credentials],
    );
    return rows.map((row) => row.id);
  }

  /** Lets everybody who waits be dispatched by themselves. */
  async releaseAll(assetId: string): Promise<void> {
    await this.database.affected(
      `UPDATE downloads SET waiting_asset_id = NULL, run_at = now(), updated_at = now()
       WHERE waiting_asset_id = $1 AND status = 'queued'`,
      [assetId],
    );
  }

  /** These gave up: of those who wait for what one of them led, exactly one goes on, the others wait for it. */
  async promoteFollowers(downloadIds: readonly string[]): Promise<void> {
    if (downloadIds.length === 0) return;
    const led = await this.database.rows<{ id: string }>(
      `UPDATE assets SET leader_download_id = NULL
       WHERE leader_download_id = ANY ($1::uuid[]) AND state = 'fetching' RETURNING id`,
      [downloadIds],
    );
    for (const { id } of led) await this.releaseOne(id);
  }

  /** What is wrong with the source itself is wrong for all who wait for it too. Ids of the failed ones. */
  async failWaiting(downloadId: string, error: RunError): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `UPDATE downloads d SET status = ${after('fail')}, waiting_asset_id = NULL, error_code = $2, error_message = $3, hint = $4,
         completed_at = now(), updated_at = now()
       FROM assets a
       WHERE a.leader_download_id = $1 AND a.state = 'fetching' AND d.waiting_asset_id = a.id AND d.status = ANY ($5)
       RETURNING d.id`,
      [downloadId, error.code, error.message, error.hint, statusesFor('fail')],
    );
    return rows.map((row) => row.id);
  }

  /** Somebody who waits may not have it. Ids of their downloads. */
  async failWaitingOf(assetId: string, requester: string, error: RunError): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `UPDATE downloads SET status = ${after('fail')}, waiting_asset_id = NULL, error_code = $3, error_message = $4, hint = $5,
         completed_at = now(), updated_at = now()
       WHERE waiting_asset_id = $1 AND requester = $2 AND status = 'queued' RETURNING id`,
      [assetId, requester, error.code, error.message, error.hint],
    );
    return rows.map((row) => row.id);
  }

  private async releaseOne(assetId: string): Promise<void> {
    const released = await this.database.affected(
      `UPDATE downloads SET waiting_asset_id = NULL, run_at = now(), updated_at = now()
       WHERE id = (SELECT id FROM downloads WHERE waiting_asset_id = $1 AND status = 'queued'
                   ORDER BY priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED)`,
      [assetId],
    );
    if (released === 0) {
      await this.database.affected(
        `DELETE FROM assets WHERE id = $1 AND state = 'fetching' AND leader_download_id IS NULL`,
        [assetId],
      );
    }
  }
}
