import type { Schemas } from '../../../api/client';

type Role = Schemas['Role'];

/** Nobody gives a role above their own. */
export function rolesFor(own: Role | undefined): readonly Role[] {
  return own === 'super_admin' ? ['user', 'admin', 'super_admin'] : ['user', 'admin'];
}
