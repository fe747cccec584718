import { LiveTopics } from '@app/realtime';
import { AppError } from '@app/kernel';
import { Injectable, Logger } from '@nestjs/common';
import type { LiveSession } from './live-session';

const EVERY_MS = 30_000;
const GONE = new Set(['download.not-found', 'batch.not-found']);

/** Whether people may still see what they watch: what is shared with them, or theirs, can change while they do. */
@Injectable()
export class SessionVisibility {
  private readonly logger = new Logger(SessionVisibility.name);
  private checkedAt = performance.now();
  private checking?: Promise<void>;

  constructor(private readonly topics: LiveTopics) {}

  /** Looks, when it is time to; the answer ends sessions later. */
  checkVisibility(sessions: Iterable<LiveSession>): void {
    if (this.checking || performance.now() - this.checkedAt < EVERY_MS) return;
    this.checkedAt = performance.now();
    this.checking = this.endInvisible([...sessions])
      .catch((error: unknown) => this.logger.debug({ message: 'visibility not checked', error }))
      .finally(() => (this.checking = undefined));
  }

  async settled(): Promise<void> {
    await this.checking;
  }

  /** Once for each viewer and topic, one after the other: there is no hurry. */
  private async endInvisible(sessions: LiveSession[]): Promise<void> {
    const single = sessions.filter(({ topic }) => topic.kind === 'download' || topic.kind === 'batch');
    for (const same of Map.groupBy(single, keyOf).values()) {
      const open = same.filter(({ hasEnded }) => !hasEnded);
      if (open[0] && !(await this.isVisible(open[0]))) for (const session of open) session.endWith('gone');
    }
  }

  private async isVisible({ topic, viewer }: LiveSession): Promise<boolean> {
    try {
      await this.topics.demandVisible(topic, viewer);
      return true;
    } catch (error) {
      if (error instanceof AppError && GONE.has(error.code)) return false;
      throw error;
    }
  }
}

function keyOf({ topic, viewer: { tenantId, requester, seesTenant } }: LiveSession): string {
  return JSON.stringify([topic, tenantId, requester, seesTenant]);
}
