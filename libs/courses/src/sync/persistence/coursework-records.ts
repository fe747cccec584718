import { boundedText, TEXT_LIMITS } from '@app/kernel';
import type { ClassroomItem, CourseworkKind } from '@app/google';
import type { FoundVideo, ItemVideos } from '../../found-video';
import { boundedAddress, boundedItem } from '../../persistence/bounded-records';

export interface DiscoveredItem extends ItemVideos {
  kind: CourseworkKind;
  item: ClassroomItem;
  topic: string | null;
  dueAt: Date | null;
}

export const ITEM_RECORD = `google_id text, kind text, title text, description text, state text, topic text, due_at timestamptz,
  alternate_link text, google_created_at timestamptz, google_updated_at timestamptz, raw jsonb, truncated boolean`;

export const VIDEO_RECORD = `coursework_id bigint, position int, source text, source_key text, url text, title text,
  thumbnail_url text, mime_type text, size_bytes bigint, duration_seconds double precision, resource_key text, verdict text,
  verdict_code text`;

export function itemRecord({ kind, item: told, topic, dueAt, truncated }: DiscoveredItem): object {
  const item = boundedItem(told);
  return {
    google_id: item.id,
    kind,
    title: item.title ?? null,
    description: item.description ?? item.text ?? null,
    state: item.state ?? 'PUBLISHED',
    topic: boundedText(topic, TEXT_LIMITS.title),
    due_at: dueAt,
    alternate_link: item.alternateLink ?? null,
    google_created_at: item.creationTime ?? null,
    google_updated_at: item.updateTime ?? null,
    raw: item,
    truncated,
  };
}

/** A verdict that holds for one account only is not the video's own. */
export function videoRecord(courseworkId: number, position: number, video: FoundVideo): object {
  const shared = video.privateTo === 'nobody';
  return {
    coursework_id: courseworkId,
    position,
    source: video.source,
    source_key: video.sourceKey,
    url: video.url,
    title: boundedText(video.title, TEXT_LIMITS.title),
    thumbnail_url: boundedAddress(video.thumbnailUrl),
    mime_type: video.mimeType,
    size_bytes: video.sizeBytes,
    duration_seconds: video.durationSeconds,
    resource_key: video.resourceKey,
    verdict: shared ? video.state : 'unknown',
    verdict_code: shared ? video.code : null,
  };
}
