/** What an encrypted token is bound to: it cannot be decrypted in another tenant's or another account's row. */
export function tokenPurpose(tenantId: string, googleSub: string): string {
  return `google-token:${tenantId}:${googleSub}`;
}
