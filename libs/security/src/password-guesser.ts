import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '@app/kernel';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { GuessRequest, GuessResult } from './guess-password.worker';

/** zxcvbn's third of four: too many guesses for who can try online, and costly for who has stolen the hash. */
const ENOUGH_SCORE = 3;
/** The matcher's time grows faster than the length; who repeats something easy does so within this many. */
const MAX_CHECKED_LENGTH = 64;
const MAX_ABOUT = 24;
/** The word lists take 0.5 s to load and 90 MB: they are kept while somebody chooses a password. */
const IDLE_MS = 60_000;
const TIMEOUT_MS = 15_000;
/** Each takes about 20 ms, the worst 100 ms. */
const MAX_PENDING = 100;
const MAX_HEAP_MB = 256;

interface Pending {
  resolve: (score: number) => void;
  reject: (error: Error) => void;
}

/**
 * Tells what others would guess, by zxcvbn with lists of passwords that leaked and of English and Portuguese words. A
 * thread of its own does it, which begins with the first question and ends when nobody asks: the matcher would hold
 * the event loop for up to 100 ms.
 */
@Injectable()
export class PasswordGuesser implements OnModuleDestroy {
  private worker?: Worker;
  private idle?: NodeJS.Timeout;
  private nextId = 0;
  private readonly pending = new Map<number, Pending>();

  /**
   * @param about what is known of the person: names, e-mail address, school
   * @throws AppError `service.unavailable` when it cannot be told now
   */
  async isGuessable(password: string, about: readonly string[]): Promise<boolean> {
    const score = await this.score({
      password: password.slice(0, MAX_CHECKED_LENGTH),
      about: wordsOf(about),
    });
    return score < ENOUGH_SCORE;
  }

  async onModuleDestroy(): Promise<void> {
    await this.stop(unavailable());
  }

  private async score(request: Omit<GuessRequest, 'id'>): Promise<number> {
    if (this.pending.size >= MAX_PENDING) throw unavailable();
    const id = this.nextId++;
    const worker = this.start();
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<number>((resolve, reject) => {
        this.pending.set(id, { resolve, reject });
        timer = setTimeout(() => void this.stop(unavailable()), TIMEOUT_MS);
        worker.postMessage({ id, ...request } satisfies GuessRequest);
      });
    } finally {
      clearTimeout(timer);
      this.pending.delete(id);
      this.stopWhenIdle();
    }
  }

  private start(): Worker {
    clearTimeout(this.idle);
    if (this.worker) return this.worker;
    const worker = new Worker(join(__dirname, `guess-password.worker${extname(__filename)}`), {
      env: {},
      // Beside TypeScript, as in tests, the module has no package.json that says what it is.
      execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    worker.on('message', ({ id, score }: GuessResult) => this.pending.get(id)?.resolve(score));
    worker.on('error', (error) => void this.stop(unavailable(error)));
    worker.unref();
    return (this.worker = worker);
  }

  private stopWhenIdle(): void {
    if (this.pending.size > 0) return;
    clearTimeout(this.idle);
    this.idle = setTimeout(() => void this.stop(unavailable()), IDLE_MS).unref();
  }

  private async stop(reason: AppError): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    clearTimeout(this.idle);
    for (const { reject } of this.pending.values()) reject(reason);
    await worker?.terminate();
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
