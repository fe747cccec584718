import { mapConcurrently } from '@app/kernel';
import { type ClassroomItem, YoutubeOembed } from '@app/google';
import { Injectable } from '@nestjs/common';
import { DriveExplorer, type DriveVisit } from './drive-explorer';
import type { VideoAddress } from '../course';
import type { FoundVideo, ItemVideos } from '../found-video';
import { type ItemLink, linksOfItem } from './item-links';
import { titleOf } from './item-title';
import { LinkProbe } from './link-probe';

const CONCURRENT_CHECKS = 4;
const OEMBED_TIMEOUT_MS = 10_000;

export type ItemVisit = Omit<DriveVisit, 'seen' | 'truncated'> & {
  /** Links that lead elsewhere are known already. */
  driveOnly?: boolean;
};

/** Finds every video of an item, each once, in the order in which a person meets them. */
@Injectable()
export class DiscoverVideos {
  constructor(
    private readonly drive: DriveExplorer,
    private readonly probe: LinkProbe,
    private readonly youtube: YoutubeOembed,
  ) {}

  async discover(item: ClassroomItem, visit: ItemVisit): Promise<ItemVideos> {
    const inItem: DriveVisit = { ...visit, seen: new Set(), truncated: false };
    const links = linksOfItem(item).filter(
      ({ target }) => visit.driveOnly !== true || target.kind === 'drive',
    );
    const found = await mapConcurrently(links, CONCURRENT_CHECKS, (link) => this.follow(link, inItem));
    const bySource = new Map<string, FoundVideo>();
    for (const video of found.flatMap((videos) => videos ?? []))
      if (!bySource.has(video.sourceKey)) bySource.set(video.sourceKey, video);
    const fallback = titleOf(item);
    const videos = [...bySource.values()].map((video) => ({ ...video, title: video.title ?? fallback }));
    return { videos, complete: !found.includes(undefined), truncated: inItem.truncated };
  }

  /** Undefined when it could not be looked at; what Drive refuses to an account is an answer. */
  private async follow(
    { target, title, thumbnailUrl }: ItemLink,
    visit: DriveVisit,
  ): Promise<FoundVideo[] | undefined> {
    switch (target.kind) {
      case 'drive':
        return this.drive.videosOf(target.drive, title, visit);
      case 'video':
        return [await this.withVerdict(target.video, title, thumbnailUrl, visit.signal)];
      case 'page': {
        const video = await this.probe.probe(target.url, visit.signal);
        if (video === 'unanswered') return undefined;
        return video ? [await this.withVerdict(video, title, thumbnailUrl, visit.signal)] : [];
      }
    }
  }

  private async withVerdict(
    address: VideoAddress,
    title: string | null,
    thumbnailUrl: string | null,
    signal?: AbortSignal,
  ): Promise<FoundVideo> {
    const video = withoutVerdict(address, title, thumbnailUrl);
    if (address.source !== 'youtube') return video;
    const limit = AbortSignal.timeout(OEMBED_TIMEOUT_MS);
    const answer = await this.youtube.fetchEntry(
      address.url,
      signal ? AbortSignal.any([signal, limit]) : limit,
    );
    if (answer.state === 'gone') return { ...video, state: 'unavailable', code: 'source.removed' };
    return {
      ...video,
      state: answer.state === 'exists' ? 'available' : 'unknown',
      title: title ?? answer.title ?? null,
      thumbnailUrl: thumbnailUrl ?? answer.thumbnailUrl ?? null,
    };
  }
}

function withoutVerdict(
  address: VideoAddress,
  title: string | null,
  thumbnailUrl: string | null,
): FoundVideo {
  return {
    ...address,
    title,
    thumbnailUrl,
    mimeType: null,
    sizeBytes: null,
    durationSeconds: null,
    resourceKey: null,
    state: 'unknown',
    code: null,
    privateTo: 'nobody',
  };
}
