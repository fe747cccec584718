import { Database, executeReturning, now } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  Any,
  type FindOptionsWhere,
  In,
  IsNull,
  Not,
  type QueryDeepPartialEntity,
  type Repository,
} from 'typeorm';
import { statusAfter, statusesFor, type DownloadedFile, type MediaDescription } from '../../download';
import type { DownloadRun, RunError, StoredMedia } from '../../download-run';
import { after } from '../../persistence/download-statuses';
import { DownloadEntity } from '../../persistence/download.entity';
import { AssetEntity } from './asset.entity';

export interface ReadyAsset {
  file: DownloadedFile;
  sourceVersion: string | null;
}

const FETCHING = { state: 'fetching' } as const;

/** Files and who fetches them. All of it belongs into a transaction with the row of the download it is about. */
@Injectable()
export class AssetsRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(AssetEntity) private readonly assets: Repository<AssetEntity>,
    @InjectRepository(DownloadEntity) private readonly downloads: Repository<DownloadEntity>,
  ) {}

  /**
   * Makes the run the one that fetches this source, unless another live run does or the file is ready. Either way the
   * asset's row stays locked until the transaction ends, so nobody can begin to wait for a file that is just finished.
   */
  async acquire(run: DownloadRun): Promise<string | undefined> {
    // SQL because every claim waits for it.
    const added = await this.database.row<{ id: string }>(
      `INSERT INTO assets (tenant_id, source_key, variant, leader_download_id, run_id) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING id`,
      [run.tenantId, run.sourceKey, run.variant, run.downloadId, run.runId],
    );
    return added?.id ?? this.takeLead(run);
  }

  /** Locks first and looks in a statement of its own: only then does it see what the one who held the lock has done. */
  private async takeLead(run: DownloadRun): Promise<string | undefined> {
    const lock = { mode: 'pessimistic_write' } as const;
    const locked = await this.assets.findOne({ select: { id: true }, where: currentOf(run), lock });
    if (!locked) return undefined;
    // SQL: builders have no alias for what they update, and the other run is looked up beside it.
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
    const asset = await this.assets.findOneBy(currentOf(run));
    if (!asset) return undefined;
    const file = fileOf(asset);
    return { id: asset.id, ready: file && { file, sourceVersion: asset.sourceVersion } };
  }

  /** The file is outdated or lost: the next claim fetches anew; who has it keeps it. */
  async supersede(assetId: string): Promise<void> {
    await this.assets.update({ id: assetId, supersededAt: IsNull() }, { supersededAt: now });
  }

  async markReady(assetId: string, run: DownloadRun, stored: StoredMedia): Promise<boolean> {
    const { affected } = await this.assets.update(
      { id: assetId, runId: run.runId, ...FETCHING },
      { ...stored, media: { ...stored.media }, state: 'ready', readyAt: now, reservedBytes: null },
    );
    return affected === 1;
  }

  /** The accounts of those who wait for an asset. */
  async waitingCredentials(assetId: string): Promise<number[]> {
    const rows = await this.downloads
      .createQueryBuilder('d')
      .select('DISTINCT d.credentialId', 'id')
      .where({ waitingAssetId: assetId, credentialId: Not(IsNull()) })
      .getRawMany<{ id: number }>();
    return rows.map((row) => row.id);
  }

  /** Completes those who wait and may have the file; null: all may. Ids of the completed ones. */
  completeWaiting(assetId: string, sizeBytes: number, credentials: number[] | null): Promise<string[]> {
    const allowed = credentials === null ? {} : { credentialId: In(credentials) };
    return this.updateWaiting(
      { waitingAssetId: assetId, status: 'queued', ...allowed },
      {
        status: statusAfter('complete'),
        progressPercent: 100,
        downloadedBytes: sizeBytes,
        totalBytes: sizeBytes,
        assetId,
        errorCode: null,
        errorMessage: null,
        hint: null,
        startedAt: () => 'COALESCE(started_at, now())',
        completedAt: now,
      },
    );
  }

  /** Lets everybody who waits be dispatched by themselves. */
  async releaseAll(assetId: string): Promise<void> {
    await this.updateWaiting({ waitingAssetId: assetId, status: 'queued' }, { runAt: now });
  }

  /** These gave up: of those who wait for what one of them led, exactly one goes on, the others wait for it. */
  async promoteFollowers(downloadIds: readonly string[]): Promise<void> {
    if (downloadIds.length === 0) return;
    const release = this.assets.createQueryBuilder().update().set({ leaderDownloadId: null });
    const led = await executeReturning(
      release.where({ leaderDownloadId: Any([...downloadIds]), ...FETCHING }),
      ['id'],
    );
    for (const { id } of led) await this.releaseOne(id);
  }

  /** What is wrong with the source itself is wrong for all who wait for it too. Ids of the failed ones. */
  async failWaiting(downloadId: string, error: RunError): Promise<string[]> {
    // SQL: builders know no UPDATE … FROM.
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
  failWaitingOf(assetId: string, requester: string, error: RunError): Promise<string[]> {
    return this.updateWaiting(
      { waitingAssetId: assetId, requester, status: 'queued' },
      {
        status: statusAfter('fail'),
        errorCode: error.code,
        errorMessage: error.message,
        hint: error.hint,
        completedAt: now,
      },
    );
  }

  /** Who is changed waits no longer. Their ids. */
  private async updateWaiting(
    which: FindOptionsWhere<DownloadEntity>,
    change: QueryDeepPartialEntity<DownloadEntity>,
  ): Promise<string[]> {
    const update = this.downloads.createQueryBuilder().update();
    update.set({ ...change, waitingAssetId: null, updatedAt: now }).where(which);
    return (await executeReturning(update, ['id'])).map(({ id }) => id);
  }

  private async releaseOne(assetId: string): Promise<void> {
    // SQL: the one is chosen and locked by the statement that changes it.
    const released = await this.database.affected(
      `UPDATE downloads SET waiting_asset_id = NULL, run_at = now(), updated_at = now()
       WHERE id = (SELECT id FROM downloads WHERE waiting_asset_id = $1 AND status = 'queued'
                   ORDER BY priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED)`,
      [assetId],
    );
    if (released === 0) await this.assets.delete({ id: assetId, ...FETCHING, leaderDownloadId: IsNull() });
  }
}

function currentOf({ tenantId, sourceKey, variant }: DownloadRun): FindOptionsWhere<AssetEntity> {
  return { tenantId, sourceKey, variant, supersededAt: IsNull() };
}

/** Null while it is fetched. */
function fileOf(asset: AssetEntity): DownloadedFile | null {
  const { id: assetId, state, storageKey, thumbnailKey, subtitles, sizeBytes, sha256 } = asset;
  if (state !== 'ready' || storageKey === null || sha256 === null) return null;
  const media = asset.media as MediaDescription;
  return { assetId, storageKey, thumbnailKey, subtitles, sizeBytes: sizeBytes ?? 0, sha256, media };
}
