import { executeReturning, now } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import {
  Any,
  type FindOptionsWhere,
  In,
  IsNull,
  Not,
  type QueryDeepPartialEntity,
  Raw,
  type Repository,
} from 'typeorm';
import { statusAfter, statusesFor, type DownloadedFile, type MediaDescription } from '../../download';
import type { DownloadRun, RunError, StoredMedia } from '../../download-run';
import { DownloadEntity } from '../../persistence/download.entity';
import { AssetEntity } from './asset.entity';

export interface ReadyAsset {
  file: DownloadedFile;
  sourceVersion: string | null;
}

const FETCHING = { state: 'fetching' } as const;
/** SQL for builders over `assets`. */
const RUN_OF_LEADER = `SELECT 1 FROM downloads l
  WHERE l.id = assets.leader_download_id AND l.run_id = assets.run_id AND l.status = 'running'`;

/** Files and who fetches them. All of it belongs into a transaction with the row of the download it is about. */
@Injectable()
export class AssetsRepository {
  constructor(
    @InjectRepository(AssetEntity) private readonly assets: Repository<AssetEntity>,
    @InjectRepository(DownloadEntity) private readonly downloads: Repository<DownloadEntity>,
  ) {}

  /**
   * Makes the run the one that fetches this source, unless another live run does or the file is ready. Either way the
   * asset's row stays locked until the transaction ends, so nobody can begin to wait for a file that is just finished.
   */
  async acquire(run: DownloadRun): Promise<string | undefined> {
    const { tenantId, sourceKey, variant, downloadId: leaderDownloadId, runId } = run;
    const insert = this.assets.createQueryBuilder().insert().orIgnore();
    insert.values({ tenantId, sourceKey, variant, leaderDownloadId, runId });
    const [added] = await executeReturning(insert, ['id']);
    return added?.id ?? this.takeLead(run);
  }

  /** Locks first and looks in a statement of its own: only then does it see what the one who held the lock has done. */
  private async takeLead(run: DownloadRun): Promise<string | undefined> {
    const lock = { mode: 'pessimistic_write' } as const;
    const locked = await this.assets.findOne({ select: { id: true }, where: currentOf(run), lock });
    if (!locked) return undefined;
    const { downloadId: leaderDownloadId, runId } = run;
    const { affected } = await this.assets
      .createQueryBuilder()
      .update()
      .set({ leaderDownloadId, runId, reservedBytes: null })
      .where({ id: locked.id, ...FETCHING })
      .andWhere(
        `(leader_download_id IS NOT DISTINCT FROM :leaderDownloadId OR NOT EXISTS (${RUN_OF_LEADER}))`,
      )
      .setParameters({ leaderDownloadId })
      .execute();
    return affected === 1 ? locked.id : undefined;
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
  failWaiting(downloadId: string, error: RunError): Promise<string[]> {
    const led = (column: string) =>
      `${column} IN (SELECT a.id FROM assets a WHERE a.leader_download_id = :downloadId AND a.state = 'fetching')`;
    return this.updateWaiting(
      { waitingAssetId: Raw(led, { downloadId }), status: In(statusesFor('fail')) },
      failedWith(error),
    );
  }

  /** Somebody who waits may not have it. Ids of their downloads. */
  failWaitingOf(assetId: string, requester: string, error: RunError): Promise<string[]> {
    return this.updateWaiting({ waitingAssetId: assetId, requester, status: 'queued' }, failedWith(error));
  }

  /** Ids of downloads that have the file. */
  async listDownloads(assetId: string, limit: number): Promise<string[]> {
    const rows = await this.downloads.find({ select: { id: true }, where: { assetId }, take: limit });
    return rows.map(({ id }) => id);
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
    const next = await this.downloads.findOne({
      select: { id: true },
      where: { waitingAssetId: assetId, status: 'queued' },
      order: { priority: 'DESC', id: 'ASC' },
      lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
    });
    if (next) await this.updateWaiting({ id: next.id }, { runAt: now });
    else await this.assets.delete({ id: assetId, ...FETCHING, leaderDownloadId: IsNull() });
  }
}

function currentOf({ tenantId, sourceKey, variant }: DownloadRun): FindOptionsWhere<AssetEntity> {
  return { tenantId, sourceKey, variant, supersededAt: IsNull() };
}

function failedWith({ code, message, hint }: RunError) {
  return {
    status: statusAfter('fail'),
    errorCode: code,
    errorMessage: message,
    hint,
    completedAt: now,
  };
}

/** Null while it is fetched. */
function fileOf(asset: AssetEntity): DownloadedFile | null {
  const { id: assetId, state, storageKey, thumbnailKey, subtitles, sizeBytes, sha256 } = asset;
  if (state !== 'ready' || storageKey === null || sha256 === null) return null;
  const media = asset.media as MediaDescription;
  return { assetId, storageKey, thumbnailKey, subtitles, sizeBytes: sizeBytes ?? 0, sha256, media };
}
