import { Database } from '@app/database';
import type { ClassroomItem, CourseworkKind } from '@app/google';
import { Injectable } from '@nestjs/common';
import type { FoundVideo } from '../discovery/found-video';

export interface CourseView {
  tenantId: string;
  courseId: number;
  credentialId: number;
}

export interface DiscoveredItem {
  kind: CourseworkKind;
  item: ClassroomItem;
  topic: string | null;
  dueAt: Date | null;
  videos: FoundVideo[];
}

/** Writes what discovery finds. */
@Injectable()
export class CourseworkRepository {
  constructor(private readonly database: Database) {}

  /** Of these items, when those that this account has seen were last changed at Google. */
  async seenVersions(
    view: CourseView,
    kind: CourseworkKind,
    googleIds: string[],
  ): Promise<Map<string, number>> {
    const rows = await this.database.rows<{ googleId: string; updatedAt: Date | null }>(
      `SELECT w.google_id AS "googleId", w.google_updated_at AS "updatedAt"
       FROM coursework w JOIN coursework_access a ON a.coursework_id = w.id AND a.credential_id = $2
       WHERE w.course_id = $1 AND w.kind = $3 AND w.google_id = ANY ($4)`,
      [view.courseId, view.credentialId, kind, googleIds],
    );
    return new Map(rows.map(({ googleId, updatedAt }) => [googleId, updatedAt?.getTime() ?? 0]));
  }

  /** Saves an item with its videos; those it no longer has go. Join a transaction. */
  async save(view: CourseView, found: DiscoveredItem): Promise<void> {
    const id = await this.saveItem(view, found);
    await this.database.rows(
      `INSERT INTO coursework_access (coursework_id, credential_id) VALUES ($1, $2)
       ON CONFLICT (coursework_id, credential_id) DO UPDATE SET seen_at = now()`,
      [id, view.credentialId],
    );
    for (const [position, video] of found.videos.entries())
      await this.saveVideo(view, { id, position }, video);
    await this.database.affected(`DELETE FROM videos WHERE coursework_id = $1 AND source_key <> ALL ($2)`, [
      id,
      found.videos.map((video) => video.sourceKey),
    ]);
  }

  /** Items that did not change but are still there. */
  async touch(view: CourseView, kind: CourseworkKind, googleIds: string[]): Promise<void> {
    await this.database.affected(
      `UPDATE coursework_access a SET seen_at = now() FROM coursework w
       WHERE w.id = a.coursework_id AND a.credential_id = $2 AND w.course_id = $1 AND w.kind = $3 AND w.google_id = ANY ($4)`,
      [view.courseId, view.credentialId, kind, googleIds],
    );
  }

  /** After a whole read: what this account did not meet since `since` is gone for it, and for good when nobody sees it. */
  async forgetUnseen(view: CourseView, kind: CourseworkKind, since: Date): Promise<void> {
    await this.database.affected(
      `DELETE FROM coursework_access a USING coursework w
       WHERE w.id = a.coursework_id AND w.course_id = $1 AND w.kind = $3 AND a.credential_id = $2 AND a.seen_at < $4`,
      [view.courseId, view.credentialId, kind, since],
    );
    await this.database.affected(
      `DELETE FROM coursework w WHERE w.course_id = $1 AND w.kind = $2
         AND NOT EXISTS (SELECT 1 FROM coursework_access a WHERE a.coursework_id = w.id)`,
      [view.courseId, kind],
    );
  }

  async saveReach(
    credentialId: number,
    sourceKey: string,
    verdict: string,
    code: string | null,
  ): Promise<void> {
    await this.database.rows(
      `INSERT INTO source_reach (credential_id, source_key, verdict, verdict_code) VALUES ($1, $2, $3, $4)
       ON CONFLICT (credential_id, source_key) DO UPDATE SET verdict = EXCLUDED.verdict,
         verdict_code = EXCLUDED.verdict_code, checked_at = now()`,
      [credentialId, sourceKey, verdict, code],
    );
  }

  async reachOf(credentialIds: number[], sourceKey: string): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT credential_id AS id FROM source_reach
       WHERE credential_id = ANY ($1) AND source_key = $2 AND verdict = 'available' AND checked_at > now() - interval '1 day'`,
      [credentialIds, sourceKey],
    );
    return rows.map((row) => row.id);
  }

  private async saveItem(view: CourseView, { kind, item, topic, dueAt }: DiscoveredItem): Promise<number> {
    const saved = await this.database.row<{ id: number }>(
      `INSERT INTO coursework (tenant_id, course_id, google_id, kind, title, description, state, topic, due_at,
         alternate_link, google_created_at, google_updated_at, raw)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       ON CONFLICT (course_id, kind, google_id) DO UPDATE SET title = EXCLUDED.title, description = EXCLUDED.description,
         state = EXCLUDED.state, topic = EXCLUDED.topic, due_at = EXCLUDED.due_at, alternate_link = EXCLUDED.alternate_link,
         google_updated_at = EXCLUDED.google_updated_at, raw = EXCLUDED.raw, updated_at = now()
       RETURNING id`,
      [
        view.tenantId,
        view.courseId,
        item.id,
        kind,
        item.title ?? null,
        item.description ?? item.text ?? null,
        item.state ?? 'PUBLISHED',
        topic,
        dueAt,
        item.alternateLink ?? null,
        item.creationTime ?? null,
        item.updateTime ?? null,
        JSON.stringify(item),
      ],
    );
    return saved?.id ?? 0;
  }

  private async saveVideo(
    view: CourseView,
    { id, position }: { id: number; position: number },
    video: FoundVideo,
  ): Promise<void> {
    const shared = video.privateTo === 'nobody';
    await this.database.rows(
      `INSERT INTO videos (tenant_id, coursework_id, position, source, source_key, url, title, thumbnail_url, mime_type,
         size_bytes, duration_seconds, resource_key, verdict, verdict_code, verdict_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, now())
       ON CONFLICT (coursework_id, source_key) DO UPDATE SET position = EXCLUDED.position, url = EXCLUDED.url,
         title = COALESCE(EXCLUDED.title, videos.title), thumbnail_url = COALESCE(EXCLUDED.thumbnail_url, videos.thumbnail_url),
         mime_type = COALESCE(EXCLUDED.mime_type, videos.mime_type), size_bytes = COALESCE(EXCLUDED.size_bytes, videos.size_bytes),
         duration_seconds = COALESCE(EXCLUDED.duration_seconds, videos.duration_seconds),
         resource_key = COALESCE(EXCLUDED.resource_key, videos.resource_key), verdict = EXCLUDED.verdict,
         verdict_code = EXCLUDED.verdict_code, verdict_at = now(), updated_at = now()`,
      [
        view.tenantId,
        id,
        position,
        video.source,
        video.sourceKey,
        video.url,
        video.title,
        video.thumbnailUrl,
        video.mimeType,
        video.sizeBytes,
        video.durationSeconds,
        video.resourceKey,
        shared ? video.state : 'unknown',
        shared ? video.code : null,
      ],
    );
    if (!shared) await this.saveReach(view.credentialId, video.sourceKey, video.state, video.code);
  }
}
