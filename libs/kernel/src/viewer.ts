/**
 * On whose behalf something is read or changed. Every query about someone's data takes one: the tenant always
 * filters, and people who do not see their whole tenant are held to what is their own.
 */
export interface Viewer {
  tenantId: string;
  /** Who asks, as it is kept beside what they make: `user:<uuid>` or `key:<uuid>`. */
  requester: string;
  /** The person, when it is one. */
  userId?: string;
  /** Admins and API keys: everything in the tenant. */
  seesTenant: boolean;
}
