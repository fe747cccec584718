import { classifyLink, collectionAt, plainVideo, type VideoSource } from '@app/courses';
import { UrlNotUsable } from '@app/egress';
import { TEXT_LIMITS } from '@app/kernel';

export interface RequestedAddress {
  source: VideoSource;
  sourceKey: string;
  url: string;
  resourceKey: string | null;
}

const TOO_LONG = `it is longer than ${String(TEXT_LIMITS.url)} characters when percent-encoded`;

/** What a caller's address names. A page counts as a video here: the caller says it is one. @throws UrlNotUsable */
export function classifyRequestedUrl(url: string): RequestedAddress {
  const target = classifyLink(url);
  if (!target) throw new UrlNotUsable(isTooLong(url) ? TOO_LONG : 'it is not http or https');
  const collection =
    target.kind === 'video' && target.video.source === 'youtube' ? undefined : collectionAt(url);
  if (collection !== undefined && target.kind !== 'drive')
    throw new UrlNotUsable(`it is ${collection}; give the address of one video`);
  if (target.kind === 'video') return { ...target.video, resourceKey: null };
  if (target.kind === 'page') return { ...plainVideo('other', target.url), resourceKey: null };
  const { fileId, resourceKey, isFolder } = target.drive;
  if (isFolder) throw new UrlNotUsable('it is a Drive folder; give the address of one file');
  const source = 'google_drive';
  return {
    source,
    sourceKey: `drive:${fileId}`,
    url: `https://drive.google.com/file/d/${fileId}/view`,
    resourceKey,
  };
}

function isTooLong(url: string): boolean {
  return URL.canParse(url) && new URL(url).href.length > TEXT_LIMITS.url;
}
