/** Whose a download is. */
export interface Owner {
  tenantId: string;
  requester: string;
}

/** Identifies a person among those of all tenants. */
export function personOf({ tenantId, requester }: Owner): string {
  return `${tenantId} ${requester}`;
}
