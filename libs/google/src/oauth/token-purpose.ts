/** What a sealed token is bound to: it does not open in another tenant's or another account's row. */
export function tokenPurpose(tenantId: string, googleSub: string): string {
  return `google-token:${tenantId}:${googleSub}`;
}
