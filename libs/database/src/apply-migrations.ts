import { delay } from '@app/kernel';
import type { DataSource, Migration } from 'typeorm';

interface ApplyOptions {
  log: (line: string) => void;
  /** How often a table that is in use is tried for, and how long the others go first in between. */
  tries?: number;
  pauseMs?: number;
}

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Applies what is pending, each in its own transaction. A migration that waits for a table makes everybody wait who comes
 * after it: it gives up after the connection's `lock_timeout`, lets the others go first, and tries again.
 */
export async function applyMigrations(
  dataSource: DataSource,
  { log, tries = 60, pauseMs = 2_000 }: ApplyOptions,
): Promise<void> {
  let applied = 0;
  for (let left = tries; ; left -= 1) {
    try {
      applied += tell(await dataSource.runMigrations(), log);
      break;
    } catch (error) {
      if (left <= 1 || (Object(error) as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
      log('a table is in use, trying again');
      await delay(pauseMs);
    }
  }
  if (applied === 0) log('nothing to apply');
}

/** With what a migration has to say, such as that every course is read again. */
function tell(done: Migration[], log: (line: string) => void): number {
  for (const { name, instance } of done) {
    const { notice } = (instance ?? {}) as { notice?: string };
    log(`applied ${name}${notice === undefined ? '' : `: ${notice}`}`);
  }
  return done.length;
}
