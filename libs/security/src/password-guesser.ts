import { extname, join } from 'node:path';
import { AppError, OnDemandThread } from '@app/kernel';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { GuessAnswer, GuessQuestion } from './guess-password.worker';

/** zxcvbn's third of four: too many guesses for who can try online, and costly for who has stolen the hash. */
const ENOUGH_SCORE = 3;
/** The matcher's time grows faster than the length; who repeats something easy does so within this many. */
const MAX_CHECKED_LENGTH = 64;
const MAX_ABOUT = 24;

/**
 * Tells what others would guess, by zxcvbn with lists of passwords that leaked and of English and Portuguese words. A
 * thread of its own does it, which begins with the first question and ends when nobody asks: the matcher would hold
 * the event loop for up to 100 ms.
 */
@Injectable()
export class PasswordGuesser implements OnModuleDestroy {
  private readonly thread = new OnDemandThread<GuessQuestion, GuessAnswer>({
    file: join(__dirname, `guess-password.worker${extname(__filename)}`),
    maxHeapMb: 256,
    /** The word lists take 0.5 s to load and 90 MB: they are kept while somebody chooses a password. */
    idleMs: 60_000,
    timeoutMs: 15_000,
    /** Each takes about 20 ms, the worst 100 ms. */
    maxPending: 100,
  });

  /**
   * @param about what is known of the person: names, e-mail address, school
   * @throws AppError `service.unavailable` when it cannot be told now
   */
  async isGuessable(password: string, about: readonly string[]): Promise<boolean> {
    const question = { password: password.slice(0, MAX_CHECKED_LENGTH), about: wordsOf(about) };
    const { score } = await this.thread.ask(question).catch((error: unknown) => {
      throw unavailable(error);
    });
    return score < ENOUGH_SCORE;
  }

  async onModuleDestroy(): Promise<void> {
    await this.thread.stop();
  }
}

/** What is known, whole and in its words. */
function wordsOf(about: readonly string[]): string[] {
  const known = about.map((text) => text.slice(0, MAX_CHECKED_LENGTH));
  const words = known.flatMap((text) => text.split(/[^\p{L}\p{N}]/u)).filter((word) => word.length > 2);
  return [...new Set([...known, ...words])].slice(0, MAX_ABOUT);
}

function unavailable(cause?: unknown): AppError {
  return new AppError('service.unavailable', 'The password cannot be checked at the moment.', {
    hint: 'Try again in a few seconds.',
    cause,
  });
}
