import { Injectable } from '@nestjs/common';
import { CourseworkRepository } from './persistence/coursework.repository';
import type { VerdictCode, VerdictState } from './discovery/verdict';

/** Which accounts were shown to reach a source that is not public. */
@Injectable()
export class ReachableSources {
  constructor(private readonly coursework: CourseworkRepository) {}

  /** Of these accounts, the ones that Google let at the source within the last day. */
  shownTo(credentialIds: number[], sourceKey: string): Promise<number[]> {
    return credentialIds.length === 0
      ? Promise.resolve([])
      : this.coursework.reachOf(credentialIds, sourceKey);
  }

  /** Google has just said what an account may do with a source. */
  async note(
    credentialId: number,
    sourceKey: string,
    state: VerdictState,
    code: VerdictCode | null,
  ): Promise<void> {
    await this.coursework.saveReach(credentialId, sourceKey, state, code);
  }
}
