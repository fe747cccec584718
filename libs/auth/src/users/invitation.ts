import type { Role } from '../callers/caller';

/** A person may register with this address, in this tenant and role. */
export interface Invitation {
  id: string;
  tenantId: string;
  email: string;
  role: Role;
  expiresAt: Date;
  usedAt: Date | null;
  createdAt: Date;
}
