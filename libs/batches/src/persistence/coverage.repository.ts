import { Database } from '@app/database';
import { percentOf } from '@app/downloads';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import type { CoveredVideo } from '../coverage';

/** Which of the courses of an account. */
export interface CoursesPage {
  limit: number;
  offset: number;
}

interface VideoRow extends CoveredVideo {
  courseId: string;
}

/**
 * Each video that an account sees, with what the requester's own download of it has come to: a saved one counts before
 * one that runs, and that before one that failed. SQL: builders know no LATERAL.
 */
const states = (
  which: string,
) => `SELECT c.google_id AS "courseId", v.id AS "videoId", s.state, d.id AS "downloadId",
    COALESCE(d.percent, 0) AS "progressPercent", d.error_code AS "errorCode",
    COALESCE(d.has_captions, false) AS "hasCaptions"
  FROM course_access ca
  JOIN courses c ON c.id = ca.course_id
  JOIN coursework item ON item.course_id = c.id
  JOIN coursework_access seen ON seen.coursework_id = item.id AND seen.credential_id = ca.credential_id
  JOIN videos v ON v.coursework_id = item.id
  JOIN video_access va ON va.video_id = v.id AND va.credential_id = ca.credential_id
  LEFT JOIN source_reach r ON r.source_key = v.source_key AND r.credential_id = ca.credential_id
  LEFT JOIN LATERAL (
    SELECT n.id, n.status, n.run_at, n.error_code,
      ${percentOf('n')} AS percent,
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
  WHERE ca.credential_id = $2 AND c.tenant_id = $1 AND ${which}
  ORDER BY c.id, COALESCE(item.google_updated_at, 'epoch') DESC, item.id DESC, v.position`;

const ONE = `c.google_id = $4`;
const PAGE = `ca.course_id IN (SELECT p.course_id FROM course_access p WHERE p.credential_id = $2
  ORDER BY p.course_id LIMIT $4 OFFSET $5)`;

@Injectable()
export class CoverageRepository {
  constructor(private readonly database: Database) {}

  /** Of one course, in Classroom's order. @param courseId Google's */
  listOfCourse(
    { tenantId, requester }: Viewer,
    credentialId: number,
    courseId: string,
  ): Promise<CoveredVideo[]> {
    return this.list(ONE, [tenantId, credentialId, requester, courseId]);
  }

  /** Of a page of the account's courses, by course; those in which no video is known are missing. */
  async listByCourse(
    { tenantId, requester }: Viewer,
    credentialId: number,
    { limit, offset }: CoursesPage,
  ): Promise<{ byCourse: Map<string, CoveredVideo[]>; total: number }> {
    const rows = await this.list(PAGE, [tenantId, credentialId, requester, limit, offset]);
    // SQL: the accesses are of another lib.
    const { total } = await this.database.onlyRow<{ total: number }>(
      'SELECT count(*) AS total FROM course_access WHERE credential_id = $1',
      [credentialId],
    );
    return { byCourse: Map.groupBy(rows, (row) => row.courseId), total };
  }

  private list(which: string, parameters: unknown[]): Promise<VideoRow[]> {
    return this.database.rows<VideoRow>(states(which), parameters);
  }
}
