import type { Schemas } from './client';

/** Whom a page is for. What admins may see, super-admins may see too; without one it is for everybody. */
export type Audience = 'admins' | 'super-admins';

/** The same as the API's policy: what it would refuse is not offered. */
export function isFor(audience: Audience | undefined, role: Schemas['Role'] | undefined): boolean {
  if (audience === undefined) return true;
  if (audience === 'admins') return role === 'admin' || role === 'super_admin';
  return role === 'super_admin';
}
