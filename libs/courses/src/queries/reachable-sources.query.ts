import { Injectable } from '@nestjs/common';
import { driveVerdictOf } from '../discovery/drive-verdict';
import type { VerdictState } from '../verdict';
import { SourceReachRepository } from '../discovery/persistence/source-reach.repository';

/** Which accounts were shown to reach a source that is not public. */
@Injectable()
export class ReachableSources {
  constructor(private readonly reaches: SourceReachRepository) {}

  /** Of these accounts, the ones that Google let at the source within the last day. */
  listAccessible(credentialIds: number[], sourceKey: string): Promise<number[]> {
    return credentialIds.length === 0
      ? Promise.resolve([])
      : this.reaches.listCredentials(credentialIds, sourceKey);
  }

  /** What is known of each of these accounts and the source, however long ago it was found out. */
  listVerdicts(credentialIds: number[], sourceKey: string): Promise<Map<number, VerdictState>> {
    return this.reaches.listVerdicts(credentialIds, sourceKey);
  }

  /** Google has just let an account at a source. */
  async noteReached(credentialId: number, sourceKey: string): Promise<void> {
    await this.reaches.saveReach(credentialId, sourceKey, 'available', null);
  }

  /** Google has just refused a source to an account; kept when that says something of the source. */
  async noteRefused(credentialId: number, sourceKey: string, error: unknown): Promise<void> {
    const verdict = driveVerdictOf(error);
    if (verdict) await this.reaches.saveReach(credentialId, sourceKey, ...verdict);
  }
}
