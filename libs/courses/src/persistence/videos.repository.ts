import { Database } from '@app/database';
import type { CourseworkKind } from '@app/google';
import { Injectable } from '@nestjs/common';
import type { CourseworkItem, Video } from '../course';
import { unknownKinds } from '../discovery/item-links';
import { type VerdictState, verdictOf } from '../discovery/verdict';

interface VideoRow extends Omit<Video, 'verdict'> {
  verdictState: VerdictState;
  verdictCode: string | null;
  verdictAt: Date | null;
}

/** A video with the item and the course it stands in. */
export interface CourseVideo extends Video {
  courseGoogleId: string;
  courseworkGoogleId: string;
}

type ItemRow = Omit<CourseworkItem, 'videos' | 'unknownMaterials'> & { id: number; materials: unknown };

export interface CourseworkFilter {
  courseId: number;
  credentialId: number;
  kind?: CourseworkKind;
  hasVideo?: boolean;
  limit: number;
  /** Change time (ISO, or null) and id of the last item of the page before. */
  after?: [updatedAt: string | null, id: number];
}

/** A Drive file's verdict is the account's own; a public video's is everybody's. */
const VIDEO = `v.id, v.source, v.source_key AS "sourceKey", v.url, v.title, v.thumbnail_url AS "thumbnailUrl",
  v.mime_type AS "mimeType", v.size_bytes AS "sizeBytes", v.duration_seconds AS "durationSeconds",
  v.resource_key AS "resourceKey", COALESCE(r.verdict, v.verdict) AS "verdictState",
  CASE WHEN r.verdict IS NULL THEN v.verdict_code ELSE r.verdict_code END AS "verdictCode",
  COALESCE(r.checked_at, v.verdict_at) AS "verdictAt"`;

const PLACED = `SELECT ${VIDEO}, c.google_id AS "courseGoogleId", w.google_id AS "courseworkGoogleId"
  FROM videos v JOIN coursework w ON w.id = v.coursework_id JOIN courses c ON c.id = w.course_id
  JOIN coursework_access a ON a.coursework_id = w.id AND a.credential_id = $2
  JOIN video_access s ON s.video_id = v.id AND s.credential_id = $2
  LEFT JOIN source_reach r ON r.credential_id = $2 AND r.source_key = v.source_key
  WHERE v.tenant_id = $1`;

/** Reads items and videos as one account sees them. */
@Injectable()
export class VideosRepository {
  constructor(private readonly database: Database) {}

  async items(filter: CourseworkFilter): Promise<(CourseworkItem & { id: number })[]> {
    const [updatedAt, id] = filter.after ?? [null, null];
    const rows = await this.database.rows<ItemRow>(
      `SELECT w.id, w.google_id AS "googleId", w.kind, w.title, w.description, w.state, w.topic, w.due_at AS "dueAt",
         w.alternate_link AS "alternateLink", w.google_created_at AS "createdAt", w.google_updated_at AS "updatedAt",
         w.raw->'materials' AS materials
       FROM coursework w JOIN coursework_access a ON a.coursework_id = w.id AND a.credential_id = $2
       WHERE w.course_id = $1 AND ($3::text IS NULL OR w.kind = $3)
         AND ($4::boolean IS NULL OR EXISTS (SELECT 1 FROM videos v JOIN video_access s ON s.video_id = v.id
           AND s.credential_id = $2 WHERE v.coursework_id = w.id) = $4)
         AND ($6::bigint IS NULL OR (COALESCE(w.google_updated_at, 'epoch'), w.id) < (COALESCE($5::timestamptz, 'epoch'), $6))
       ORDER BY COALESCE(w.google_updated_at, 'epoch') DESC, w.id DESC LIMIT $7`,
      [
        filter.courseId,
        filter.credentialId,
        filter.kind ?? null,
        filter.hasVideo ?? null,
        updatedAt,
        id,
        filter.limit,
      ],
    );
    const videos = await this.ofItems(
      rows.map((row) => row.id),
      filter.credentialId,
    );
    return rows.map(({ materials, ...row }) => ({
      ...row,
      unknownMaterials: unknownKinds(materials),
      videos: videos.get(row.id) ?? [],
    }));
  }

  /** Every video of one item, of whatever kind. Undefined when the account does not see such an item. */
  async ofItem(
    tenantId: string,
    credentialId: number,
    courseId: string,
    courseworkId: string,
  ): Promise<CourseVideo[] | undefined> {
    const item = await this.database.row(
      `SELECT 1 FROM coursework w JOIN courses c ON c.id = w.course_id
       JOIN coursework_access a ON a.coursework_id = w.id AND a.credential_id = $2
       WHERE w.tenant_id = $1 AND c.google_id = $3 AND w.google_id = $4`,
      [tenantId, credentialId, courseId, courseworkId],
    );
    if (!item) return undefined;
    const rows = await this.database.rows<VideoRow & CourseVideo>(
      `${PLACED} AND c.google_id = $3 AND w.google_id = $4 ORDER BY w.id, v.position`,
      [tenantId, credentialId, courseId, courseworkId],
    );
    return rows.map(placed);
  }

  /** Every video of a course, the newest item first. */
  async ofCourse(
    tenantId: string,
    credentialId: number,
    courseId: string,
    kinds: CourseworkKind[],
  ): Promise<CourseVideo[]> {
    const rows = await this.database.rows<VideoRow & CourseVideo>(
      `${PLACED} AND c.google_id = $3 AND w.kind = ANY ($4)
       ORDER BY w.google_updated_at DESC NULLS LAST, w.id, v.position`,
      [tenantId, credentialId, courseId, kinds],
    );
    return rows.map(placed);
  }

  async findById(tenantId: string, credentialId: number, videoId: string): Promise<CourseVideo | undefined> {
    const row = await this.database.row<VideoRow & CourseVideo>(`${PLACED} AND v.id = $3`, [
      tenantId,
      credentialId,
      videoId,
    ]);
    return row && placed(row);
  }

  /** The accounts through which a video can be seen. */
  async credentialsThatSee(tenantId: string, videoId: string): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT s.credential_id AS id FROM videos v JOIN video_access s ON s.video_id = v.id
       JOIN coursework_access a ON a.coursework_id = v.coursework_id AND a.credential_id = s.credential_id
       WHERE v.tenant_id = $1 AND v.id = $2 ORDER BY 1`,
      [tenantId, videoId],
    );
    return rows.map((row) => row.id);
  }

  async saveVerdict(videoId: string, state: VerdictState, code: string | null): Promise<void> {
    await this.database.affected(
      `UPDATE videos SET verdict = $2, verdict_code = $3, verdict_at = now() WHERE id = $1`,
      [videoId, state, code],
    );
  }

  private async ofItems(itemIds: number[], credentialId: number): Promise<Map<number, Video[]>> {
    const rows = await this.database.rows<VideoRow & { courseworkId: number }>(
      `SELECT ${VIDEO}, v.coursework_id AS "courseworkId" FROM videos v
       JOIN video_access s ON s.video_id = v.id AND s.credential_id = $2
       LEFT JOIN source_reach r ON r.credential_id = $2 AND r.source_key = v.source_key
       WHERE v.coursework_id = ANY ($1::bigint[]) ORDER BY v.coursework_id, v.position`,
      [itemIds, credentialId],
    );
    const byItem = new Map<number, Video[]>();
    for (const { courseworkId, ...row } of rows) {
      byItem.set(courseworkId, [...(byItem.get(courseworkId) ?? []), withVerdict(row)]);
    }
    return byItem;
  }
}

function placed(row: VideoRow & CourseVideo): CourseVideo {
  return {
    ...withVerdict(row),
    courseGoogleId: row.courseGoogleId,
    courseworkGoogleId: row.courseworkGoogleId,
  };
}

function withVerdict({ verdictState, verdictCode, verdictAt, ...video }: VideoRow): Video {
  return { ...video, verdict: verdictOf(verdictState, verdictCode, verdictAt) };
}
