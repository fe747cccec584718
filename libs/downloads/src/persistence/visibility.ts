import type { Viewer } from '@app/kernel';

/** Whether the tenant `$1` shows everybody what its courses have. */
const SHOWS_ALL = `SELECT t.course_files = 'everyone' FROM tenants t WHERE t.id = $1`;

/** Courses that a user teaches with an account of their own, in a tenant that shows those to its staff. */
const taughtBy = (user: string) => `SELECT c.google_id FROM courses c
  JOIN course_access ca ON ca.course_id = c.id AND ca.role = 'teacher'
  JOIN credentials k ON k.id = ca.credential_id AND k.status <> 'revoked'
  WHERE c.tenant_id = $1 AND k.owner_user_id = ${user}::uuid
    AND EXISTS (SELECT 1 FROM tenants t WHERE t.id = $1 AND t.course_files = 'staff')`;

/** What others have that a viewer may see. */
export interface SharedCourses {
  all: boolean;
  /** Google's ids; null: none. */
  taught: string[] | null;
}

/** Answers SharedCourses. $1 tenant, $2 user. */
export const SHARED_COURSES = `SELECT (${SHOWS_ALL}) AS all, NULLIF(ARRAY(${taughtBy('$2')}), '{}') AS taught`;

/** Parameters of `sees`. */
export function seenBy({ tenantId, seesTenant, requester, userId }: Viewer): unknown[] {
  return [tenantId, seesTenant, requester, userId ?? null];
}

/** Parameters of `seesKnowing`. */
export function seenKnowing({ tenantId, seesTenant, requester }: Viewer, shared: SharedCourses): unknown[] {
  return [tenantId, seesTenant, requester, shared.all, shared.taught];
}

/**
 * Which downloads (`d`) or batches (`b`) a viewer sees: their own; admins and keys all of the tenant; and what others
 * have of a course, as the tenant's policy for course files says. `staff` are those who teach the course with an
 * account of their own. Of downloads only finished ones are shared: what runs or failed concerns who asked for it.
 * $1 tenant, $2 sees all, $3 requester, $4 user.
 */
export function sees(row: 'd' | 'b'): string {
  return visible(row, `(${SHOWS_ALL})`, `${row}.course_id IN (${taughtBy('$4')})`);
}

/**
 * The same, with what others share known before: then PostgreSQL finds a person's few downloads among everybody's by an
 * index. $1 tenant, $2 sees all, $3 requester, $4 everybody's courses, $5 some courses.
 */
export function seesKnowing(row: 'd' | 'b'): string {
  return visible(row, '$4::bool', `${row}.course_id = ANY ($5::text[])`);
}

function visible(row: 'd' | 'b', showsAll: string, isTaught: string): string {
  const shareable = row === 'd' ? `d.course_id IS NOT NULL AND d.status = 'completed'` : 'true';
  return `${row}.tenant_id = $1 AND ($2 OR ${row}.requester = $3 OR (${shareable} AND (${showsAll} OR ${isTaught})))`;
}

/** What a viewer may change, as find options: their own, admins and keys all. */
export function changeableBy({ tenantId, seesTenant, requester }: Viewer): {
  tenantId: string;
  requester?: string;
} {
  return seesTenant ? { tenantId } : { tenantId, requester };
}

/** Parameters of `mayChange`. */
export function changedBy({ tenantId, seesTenant, requester }: Viewer): unknown[] {
  return [tenantId, seesTenant, requester];
}

/** Which of them a viewer may change: their own, admins and keys all. $1 tenant, $2 sees all, $3 requester. */
export function mayChange(row: 'd'): string {
  return `${row}.tenant_id = $1 AND ($2 OR ${row}.requester = $3)`;
}
