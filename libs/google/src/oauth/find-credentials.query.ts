import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import type { Credential } from '../credential';
import { CredentialNeedsReconsent, CredentialNotFound, CredentialRevoked } from '../google.errors';
import { CredentialsRepository } from '../persistence/credentials.repository';

@Injectable()
export class FindCredentials {
  constructor(private readonly credentials: CredentialsRepository) {}

  listCredentials(viewer: Viewer): Promise<Credential[]> {
    return this.credentials.listCredentials(viewer);
  }

  /** @throws CredentialNotFound also when it is somebody else's. */
  async findCredential(id: number, viewer: Viewer): Promise<Credential> {
    const credential = await this.credentials.findUsableCredential(id, viewer);
    if (!credential) throw new CredentialNotFound(id);
    return credential;
  }

  /** For work that was allowed when it was asked for; there is no caller any more. */
  async forWork(id: number): Promise<Credential> {
    const credential = await this.credentials.findCredential(id);
    if (!credential) throw new CredentialNotFound(id);
    return credential;
  }

  /** One that can be used now. @throws CredentialNotFound, CredentialNeedsReconsent, CredentialRevoked */
  async usable(id: number, viewer: Viewer): Promise<Credential> {
    const credential = await this.findCredential(id, viewer);
    if (credential.status === 'needs_reconsent') throw new CredentialNeedsReconsent(credential.email);
    if (credential.status === 'revoked') throw new CredentialRevoked();
    return credential;
  }
}
