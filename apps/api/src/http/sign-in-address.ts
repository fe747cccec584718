import { ownPath } from './own-path';

const SIGN_IN = '/app/sign-in';

/** Where the dashboard asks who somebody is, and goes on to a path of ours. */
export function signInAddress(
  returnTo?: string,
  { tenantId, challenge }: { tenantId?: string; challenge?: string } = {},
): string {
  const query = new URLSearchParams();
  if (tenantId !== undefined) query.set('tenant_id', tenantId);
  if (returnTo !== undefined) query.set('return_to', ownPath(returnTo));
  const asked = query.size > 0 ? `?${query.toString()}` : '';
  // What stands behind # reaches no server and no log.
  return `${SIGN_IN}${asked}${challenge === undefined ? '' : `#challenge=${challenge}`}`;
}
