import type { Feature } from './features';

export type CredentialStatus = 'active' | 'needs_reconsent' | 'revoked';

/** One Google account of a tenant, without its tokens. */
export interface Credential {
  id: number;
  tenantId: string;
  ownerUserId: string | null;
  email: string | null;
  scopes: string[];
  missingFeatures: Feature[];
  status: CredentialStatus;
  /** When the present access token ends; it is renewed by itself. */
  expiresAt: Date | null;
  /** When the person last agreed. */
  connectedAt: Date;
  createdAt: Date;
}
