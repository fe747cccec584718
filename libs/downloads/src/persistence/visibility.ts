import type { Viewer } from '@app/kernel';

/** Parameters of `sees`. */
export function seenBy({ tenantId, seesTenant, requester, userId }: Viewer): unknown[] {
  return [tenantId, seesTenant, requester, userId ?? null];
}

/**
 * Which downloads (`d`) or batches (`b`) a viewer sees: their own; admins and keys all of the tenant; and what others
 * have of a course, as the tenant's policy for course files says. `staff` are those who teach the course with an
 * account of their own. Of downloads only finished ones are shared: what runs or failed concerns who asked for it.
 * $1 tenant, $2 sees all, $3 requester, $4 user.
 */
export function sees(row: 'd' | 'b'): string {
  const shareable = row === 'd' ? `d.course_id IS NOT NULL AND d.status = 'completed'` : 'true';
  return `${row}.tenant_id = $1 AND ($2 OR ${row}.requester = $3 OR (${shareable}
    AND CASE (SELECT t.course_files FROM tenants t WHERE t.id = $1)
      WHEN 'everyone' THEN true
      WHEN 'staff' THEN EXISTS (
        SELECT 1 FROM courses c JOIN course_access ca ON ca.course_id = c.id AND ca.role = 'teacher'
          JOIN credentials k ON k.id = ca.credential_id AND k.status <> 'revoked'
        WHERE c.tenant_id = $1 AND c.google_id = ${row}.course_id AND k.owner_user_id = $4::uuid)
      ELSE false END))`;
}

/** Parameters of `mayChange`. */
export function changedBy({ tenantId, seesTenant, requester }: Viewer): unknown[] {
  return [tenantId, seesTenant, requester];
}

/** Which of them a viewer may change: their own, admins and keys all. $1 tenant, $2 sees all, $3 requester. */
export function mayChange(row: 'd' | 'b'): string {
  return `${row}.tenant_id = $1 AND ($2 OR ${row}.requester = $3)`;
}
