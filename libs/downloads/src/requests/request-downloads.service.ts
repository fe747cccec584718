import { type Credential, CredentialMissing, CredentialNeedsReconsent, FindCredentials } from '@app/google';
import {
  FindVideos,
  CheckVideo,
  type CourseVideo,
  type ItemOfAccount,
  ReachableSources,
  type Verdict,
} from '@app/courses';
import { EgressPolicy } from '@app/egress';
import type { AppError, Viewer } from '@app/kernel';
import { currentCorrelationId } from '@app/observability';
import { Signals } from '@app/queue';
import { Injectable } from '@nestjs/common';
import { AnnounceChanges } from '../announce-changes.service';
import { likeliestAccount } from './likeliest-account';
import { classifyRequestedUrl } from './requested-url';
import { type Download, type DownloadOptions, hostOf, variantOf } from '../download';
import { NothingToDownload } from '../download.errors';
import { StorageQuotas } from '../quota/storage-quotas.service';
import type { NewDownload } from '../new-download';
import { DownloadsRepository } from '../queries/persistence/downloads.repository';
import { RequestedDownloadsRepository } from './persistence/requested-downloads.repository';

/** A verdict is waited for so long, in milliseconds; without one a video is accepted and decided while it runs. */
const VERDICT_WAIT_MS = 150;

export type RequestedVideo =
  ItemOfAccount | { videoId: string; credentialId?: number } | { url: string; credentialId?: number };

export interface BlockedVideo {
  videoId: string;
  title: string | null;
  /** The source's, or ours: too large, or the storage is full. */
  verdict: Omit<Verdict, 'code'> & { code: string | null };
}

export interface RequestedDownloads {
  /** New ones and those that were under way already. */
  downloads: Download[];
  /** Ids of the new ones. */
  created: ReadonlySet<string>;
  blocked: BlockedVideo[];
}

/** Takes requests for videos. Only PostgreSQL is needed: Redis being away delays the work, not the request. */
@Injectable()
export class RequestDownloads {
  constructor(
    private readonly videos: FindVideos,
    private readonly checkVideo: CheckVideo,
    private readonly credentials: FindCredentials,
    private readonly reach: ReachableSources,
    private readonly egress: EgressPolicy,
    private readonly downloads: DownloadsRepository,
    private readonly requested: RequestedDownloadsRepository,
    private readonly quotas: StorageQuotas,
    private readonly signals: Signals,
    private readonly changes: AnnounceChanges,
  ) {}

  /** @throws NothingToDownload, FileTooLarge, StorageQuotaReached when no video of it can be had; CourseNotFound, VideoNotFound, EgressForbidden, … */
  async requestDownloads(
    what: RequestedVideo,
    options: DownloadOptions,
    viewer: Viewer,
  ): Promise<RequestedDownloads> {
    if ('url' in what) {
      const row = await this.rowForUrl(what.url, what.credentialId, options, viewer);
      return this.insert([row], [], options, viewer);
    }
    const { videos, credential } =
      'videoId' in what
        ? await this.videos.findVideo(what.videoId, what.credentialId, viewer)
        : await this.videos.ofItem(what, viewer);
    const checked = await Promise.all(videos.map(async (video) => this.withVerdict(video, credential)));
    const blocked = checked.filter(({ verdict }) => verdict.state === 'unavailable');
    const wanted = checked.filter(({ verdict }) => verdict.state !== 'unavailable');
    if (wanted.length === 0) {
      throw new NothingToDownload(blocked.map(({ video, verdict }) => ({ title: video.title, verdict })));
    }
    const rows = wanted.map(({ video }) => newDownload(video, credential.id, options));
    return this.insert(
      rows,
      blocked.map(({ video, verdict }) => ({ videoId: video.id, title: video.title, verdict })),
      options,
      viewer,
    );
  }

  private async withVerdict(video: CourseVideo, credential: Credential) {
    return { video, verdict: await this.checkVideo.checkVideo(video, credential, VERDICT_WAIT_MS) };
  }

  private async insert(
    rows: NewDownload[],
    blocked: BlockedVideo[],
    options: DownloadOptions,
    viewer: Viewer,
  ): Promise<RequestedDownloads> {
    const { tenantId, requester } = viewer;
    const active = await this.downloads.findActive(tenantId, requester, rows);
    const isActive = new Set(active.map(({ sourceKey }) => sourceKey));
    const { fitting: missing, refused } = await this.fitting(
      rows.filter((row) => !isActive.has(row.source_key)),
      viewer,
    );
    if (missing.length + active.length === 0 && refused[0]) throw refused[0].error;
    const ids = await this.requested.insert(missing, {
      tenantId,
      requester,
      batchId: null,
      quality: options.quality,
      subtitles: options.subtitles,
      container: options.container,
      priority: options.priority,
      correlationId: currentCorrelationId() ?? null,
    });
    await this.signals.send('backlog.changed', {});
    await this.changes.announce(tenantId, ids);
    const found = [...active.map(({ id }) => id), ...ids];
    const taken = rows.filter((row) => !refused.some((one) => one.row === row));
    const downloads = await this.downloads.findActiveOrNew(tenantId, requester, taken, found);
    // One that another request had added ended between two looks: it is asked for anew.
    if (downloads.length < taken.length) return this.insert(rows, blocked, options, viewer);
    return { downloads, created: new Set(ids), blocked: [...blocked, ...refused.map(blockedFrom)] };
  }

  private async fitting(
    rows: NewDownload[],
    viewer: Viewer,
  ): Promise<{ fitting: NewDownload[]; refused: RefusedRow[] }> {
    const refusals = await this.quotas.refusals(viewer, rows);
    return {
      fitting: rows.filter((_row, index) => refusals[index] === undefined),
      refused: rows.flatMap((row, index) => {
        const error = refusals[index];
        return error ? [{ row, error }] : [];
      }),
    };
  }

  private async rowForUrl(
    url: string,
    credentialId: number | undefined,
    options: DownloadOptions,
    viewer: Viewer,
  ): Promise<NewDownload> {
    const address = classifyRequestedUrl((await this.egress.checkDestination(url)).href);
    const needsAccount = address.source === 'google_drive';
    const credential = needsAccount
      ? await this.accountFor(address.sourceKey, credentialId, viewer)
      : undefined;
    return {
      ...plainRow(address, options),
      credential_id: credential?.id ?? null,
      resource_key: address.resourceKey,
    };
  }

  /**
   * Files in Drive need an account: where none is named, the one that most likely reaches them.
   * @throws CredentialMissing, CredentialNeedsReconsent, …
   */
  private async accountFor(
    sourceKey: string,
    credentialId: number | undefined,
    viewer: Viewer,
  ): Promise<Credential> {
    if (credentialId !== undefined) return this.credentials.usable(credentialId, viewer);
    const accounts = await this.credentials.listCredentials(viewer);
    const ids = accounts.map(({ id }) => id);
    const verdicts = await this.reach.listVerdicts(ids, sourceKey);
    const account = likeliestAccount(accounts, verdicts, viewer.userId);
    if (account) return account;
    const isOwn = ({ ownerUserId }: Credential) => (ownerUserId ?? viewer.userId) === viewer.userId;
    const ended = accounts.find((one) => one.status === 'needs_reconsent' && isOwn(one));
    throw ended ? new CredentialNeedsReconsent(ended.email) : new CredentialMissing();
  }
}

interface RefusedRow {
  row: NewDownload;
  error: AppError;
}

function blockedFrom({ row, error }: RefusedRow): BlockedVideo {
  const { code, message: reason, hint = null } = error;
  const verdict = { state: 'unavailable', code, reason, hint, checkedAt: null } as const;
  return { videoId: row.video_id ?? '', title: row.title, verdict };
}

function plainRow(
  address: Pick<CourseVideo, 'source' | 'sourceKey' | 'url'>,
  options: DownloadOptions,
): NewDownload {
  return {
    credential_id: null,
    video_id: null,
    course_id: null,
    coursework_id: null,
    source: address.source,
    source_key: address.sourceKey,
    variant: variantOf(address.source, options),
    url: address.url,
    host: hostOf(address.source, address.url),
    resource_key: null,
    title: null,
    total_bytes: null,
  };
}

/** The row for a video of a course, as one account sees it. */
export function newDownload(video: CourseVideo, credentialId: number, options: DownloadOptions): NewDownload {
  return {
    ...plainRow(video, options),
    credential_id: credentialId,
    video_id: video.id,
    course_id: video.courseGoogleId,
    coursework_id: video.courseworkGoogleId,
    resource_key: video.resourceKey,
    title: video.title,
    total_bytes: video.sizeBytes,
  };
}
