import { Database } from '@app/database';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import type { CoveredVideo } from '../coverage';

interface VideoRow extends CoveredVideo {
  courseId: string;
}

/**
 * Each video that an account sees, with what the requester's own download of it has come to: a saved one counts before
 * one that runs, and that before one that failed. SQL: builders know no LATERAL.
 */
const STATES = `SELECT c.google_id AS "courseId", v.id AS "videoId", s.state, d.id AS "downloadId",
    COALESCE(d.progress_percent, 0) AS "progressPercent", d.error_code AS "errorCode",
    COALESCE(d.has_captions, false) AS "hasCaptions"
  FROM course_access ca
  JOIN courses c ON c.id = ca.course_id
  JOIN coursework item ON item.course_id = c.id
  JOIN coursework_access seen ON seen.coursework_id = item.id AND seen.credential_id = ca.credential_id
  JOIN videos v ON v.coursework_id = item.id
  JOIN video_access va ON va.video_id = v.id AND va.credential_id = ca.credential_id
  LEFT JOIN source_reach r ON r.source_key = v.source_key AND r.credential_id = ca.credential_id
  LEFT JOIN LATERAL (
    SELECT n.id, n.status, n.run_at, n.progress_percent, n.error_code,
      EXISTS (SELECT 1 FROM assets a WHERE a.id = n.asset_id AND a.subtitles <> '{}') AS has_captions
    FROM downloads n WHERE n.tenant_id = $1 AND n.source_key = v.source_key AND n.requester = $3
    ORDER BY array_position(ARRAY['completed', 'running', 'queued'], n.status), n.id DESC LIMIT 1) d ON true
  CROSS JOIN LATERAL (SELECT CASE
    WHEN d.status = 'completed' THEN 'saved'
    WHEN d.status = 'running' THEN 'running'
    WHEN d.status = 'queued' THEN CASE WHEN d.run_at > now() THEN 'waiting' ELSE 'queued' END
    WHEN COALESCE(r.verdict, v.verdict) = 'unavailable' THEN 'blocked'
    WHEN d.status = 'failed' THEN 'failed'
    ELSE 'missing' END AS state) s
  WHERE ca.credential_id = $2 AND c.tenant_id = $1 AND ($4::text IS NULL OR c.google_id = $4)
  ORDER BY c.id, COALESCE(item.google_updated_at, 'epoch') DESC, item.id DESC, v.position`;

@Injectable()
export class CoverageRepository {
  constructor(private readonly database: Database) {}

  /** In Classroom's order, by course. @param courseId Google's, for one course only */
  async listByCourse(
    viewer: Viewer,
    credentialId: number,
    courseId: string | null,
  ): Promise<Map<string, CoveredVideo[]>> {
    const rows = await this.database.rows<VideoRow>(STATES, [
      viewer.tenantId,
      credentialId,
      viewer.requester,
      courseId,
    ]);
    return Map.groupBy(rows, (row) => row.courseId);
  }
}
