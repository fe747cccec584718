import { Database } from '@app/database';
import type { ClassroomCourse, CourseRole, CourseworkKind } from '@app/google';
import { Injectable } from '@nestjs/common';
import type { Course, SyncState, Teacher } from '../course';
import { boundedCourse, boundedTeacher } from './bounded-records';

type CourseRow = Omit<Course, 'sync'> & SyncColumns;

interface SyncColumns {
  syncStatus: SyncState['status'];
  syncedAt: Date | null;
  fullSyncedAt: Date | null;
  unreadKinds: CourseworkKind[];
  syncErrorCode: string | null;
  syncErrorMessage: string | null;
  syncErrorHint: string | null;
  truncatedItems: number;
}

const COURSE = `c.id, c.google_id AS "googleId", c.name, c.section, c.description_heading AS "descriptionHeading",
  c.description, c.room, c.owner_id AS "ownerId", c.state, c.teachers, c.alternate_link AS "alternateLink", a.role,
  a.sync_status AS "syncStatus", a.synced_at AS "syncedAt", a.full_synced_at AS "fullSyncedAt",
  a.unread_kinds AS "unreadKinds", a.sync_error_code AS "syncErrorCode", a.sync_error_message AS "syncErrorMessage",
  a.sync_error_hint AS "syncErrorHint", a.truncated_items AS "truncatedItems"`;

export interface CourseFilter {
  tenantId: string;
  credentialId: number;
  state?: string;
  role?: CourseRole;
  limit: number;
  /** Name and id of the last course of the page before. */
  after?: [name: string, id: number];
}

@Injectable()
export class CoursesRepository {
  constructor(private readonly database: Database) {}

  async list(filter: CourseFilter): Promise<Course[]> {
    const [name, id] = filter.after ?? [null, null];
    const rows = await this.database.rows<CourseRow>(
      `SELECT ${COURSE} FROM courses c JOIN course_access a ON a.course_id = c.id
       WHERE c.tenant_id = $1 AND a.credential_id = $2 AND ($3::text IS NULL OR c.state = $3)
         AND ($4::text IS NULL OR a.role = $4) AND ($5::text IS NULL OR (lower(c.name), c.id) > (lower($5), $6::bigint))
       ORDER BY lower(c.name), c.id LIMIT $7`,
      [
        filter.tenantId,
        filter.credentialId,
        filter.state ?? null,
        filter.role ?? null,
        name,
        id,
        filter.limit,
      ],
    );
    return rows.map(courseFrom);
  }

  async find(tenantId: string, credentialId: number, googleId: string): Promise<Course | undefined> {
    const row = await this.database.row<CourseRow>(
      `SELECT ${COURSE} FROM courses c JOIN course_access a ON a.course_id = c.id
       WHERE c.tenant_id = $1 AND a.credential_id = $2 AND c.google_id = $3`,
      [tenantId, credentialId, googleId],
    );
    return row && courseFrom(row);
  }

  async findById(courseId: number, credentialId: number): Promise<Course | undefined> {
    const row = await this.database.row<CourseRow>(
      `SELECT ${COURSE} FROM courses c JOIN course_access a ON a.course_id = c.id
       WHERE c.id = $1 AND a.credential_id = $2`,
      [courseId, credentialId],
    );
    return row && courseFrom(row);
  }

  /** How far readings are, in the order in which they are asked for; undefined where there is no such access. */
  async syncStates(
    asked: readonly { courseId: number; credentialId: number }[],
  ): Promise<(Pick<SyncState, 'status' | 'errorCode' | 'syncedAt'> | undefined)[]> {
    const rows = await this.database.rows<
      Pick<SyncState, 'status' | 'errorCode' | 'syncedAt'> & { at: number }
    >(
      `SELECT n.at::int AS at, a.sync_status AS status, a.sync_error_code AS "errorCode", a.synced_at AS "syncedAt"
       FROM unnest($1::bigint[], $2::int[]) WITH ORDINALITY AS n(course, account, at)
       JOIN course_access a ON a.course_id = n.course AND a.credential_id = n.account`,
      [asked.map(({ courseId }) => courseId), asked.map(({ credentialId }) => credentialId)],
    );
    const byPlace = new Map(rows.map((row) => [row.at, row]));
    return asked.map((_, index) => byPlace.get(index + 1));
  }

  /** What Google told this account of the course; null when that was not kept yet. */
  async raw(courseId: number, credentialId: number): Promise<unknown> {
    const row = await this.database.row<{ raw: unknown }>(
      `SELECT raw FROM course_access WHERE course_id = $1 AND credential_id = $2`,
      [courseId, credentialId],
    );
    return row?.raw ?? null;
  }

  async save(tenantId: string, told: ClassroomCourse, teachers: Teacher[] | null): Promise<number> {
    const course = boundedCourse(told);
    const saved = await this.database.row<{ id: number }>(
      `INSERT INTO courses (tenant_id, google_id, name, section, description_heading, description, room, owner_id, state,
         alternate_link, raw, teachers)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, COALESCE($12::jsonb, '[]'))
       ON CONFLICT (tenant_id, google_id) DO UPDATE SET name = EXCLUDED.name, section = EXCLUDED.section,
         description_heading = EXCLUDED.description_heading, description = EXCLUDED.description, room = EXCLUDED.room,
         owner_id = EXCLUDED.owner_id, state = EXCLUDED.state, alternate_link = EXCLUDED.alternate_link, raw = EXCLUDED.raw,
         teachers = COALESCE($12::jsonb, courses.teachers), updated_at = now()
       RETURNING id`,
      [
        tenantId,
        course.id,
        course.name ?? '',
        course.section ?? null,
        course.descriptionHeading ?? null,
        course.description ?? null,
        course.room ?? null,
        course.ownerId ?? null,
        course.courseState ?? 'COURSE_STATE_UNSPECIFIED',
        course.alternateLink ?? null,
        JSON.stringify(course),
        teachers === null ? null : JSON.stringify(teachers.map(boundedTeacher)),
      ],
    );
    return saved?.id ?? 0;
  }

  /** @param raw what Google told this account of the course */
  async saveAccess(
    courseId: number,
    credentialId: number,
    role: CourseRole,
    raw: ClassroomCourse,
  ): Promise<void> {
    await this.database.rows(
      `INSERT INTO course_access (course_id, credential_id, role, raw) VALUES ($1, $2, $3, $4)
       ON CONFLICT (course_id, credential_id) DO UPDATE SET role = EXCLUDED.role, raw = EXCLUDED.raw, seen_at = now()`,
      [courseId, credentialId, role, JSON.stringify(boundedCourse(raw))],
    );
  }

  /** Courses that Google no longer lists for this account. */
  async deleteAccessExcept(credentialId: number, courseIds: number[]): Promise<void> {
    await this.database.affected(
      `DELETE FROM course_access WHERE credential_id = $1 AND course_id <> ALL ($2::bigint[])`,
      [credentialId, courseIds],
    );
  }

  /** When the account's list was last read, or undefined when that was before it was connected anew. */
  async listSyncedAt(credentialId: number, connectedAt: Date): Promise<Date | undefined> {
    const row = await this.database.row<{ syncedAt: Date }>(
      `SELECT synced_at AS "syncedAt" FROM course_lists WHERE credential_id = $1 AND synced_at >= $2`,
      [credentialId, connectedAt],
    );
    return row?.syncedAt;
  }

  async markListSynced(credentialId: number): Promise<void> {
    await this.database.rows(
      `INSERT INTO course_lists (credential_id) VALUES ($1)
       ON CONFLICT (credential_id) DO UPDATE SET synced_at = now()`,
      [credentialId],
    );
  }

  /** When each known course last changed at Google, and whether its teachers are known. */
  async knownVersions(
    tenantId: string,
  ): Promise<Map<string, { updateTime: string | null; hasTeachers: boolean }>> {
    const rows = await this.database.rows<{
      googleId: string;
      updateTime: string | null;
      hasTeachers: boolean;
    }>(
      `SELECT google_id AS "googleId", raw->>'updateTime' AS "updateTime", teachers <> '[]' AS "hasTeachers"
       FROM courses WHERE tenant_id = $1`,
      [tenantId],
    );
    return new Map(rows.map(({ googleId, ...known }) => [googleId, known]));
  }
}

function courseFrom(row: CourseRow): Course {
  const { syncStatus, syncedAt, fullSyncedAt, unreadKinds, truncatedItems, ...rest } = row;
  const { syncErrorCode, syncErrorMessage, syncErrorHint, ...course } = rest;
  const sync = {
    syncedAt,
    fullSyncedAt,
    unreadKinds,
    errorCode: syncErrorCode,
    errorMessage: syncErrorMessage,
    errorHint: syncErrorHint,
    truncatedItems,
  };
  return { ...course, sync: { status: syncStatus, ...sync } };
}
