import type { AppError } from '@app/kernel';
import type { Feature } from './features';
import { CredentialNeedsReconsent, CredentialRevoked, GoogleMissingScope } from './google.errors';

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

/** What keeps an account from being used, wholly or in part; null: nothing. */
export function problemOfCredential({ status, email, missingFeatures }: Credential): AppError | null {
  if (status === 'needs_reconsent') return new CredentialNeedsReconsent(email);
  if (status === 'revoked') return new CredentialRevoked();
  return missingFeatures.length > 0 ? new GoogleMissingScope({ missing: missingFeatures }) : null;
}
