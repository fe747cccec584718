import { Worker } from 'node:worker_threads';
import { AppError } from './app-error';

export interface ThreadOptions {
  /** The module that answers: it posts `{ id, … }` for each message `{ id, … }`. */
  file: string;
  maxHeapMb: number;
  /** How long it lives without a question. */
  idleMs: number;
  /** How long one answer may take; then the thread and all that was asked of it ends. */
  timeoutMs: number;
  /** More questions are refused at once. */
  maxPending: number;
}

/** No answer came: too many questions at once, too long, or the thread broke down. */
export class ThreadUnavailable extends AppError {
  constructor(cause?: unknown) {
    super('service.unavailable', 'Too much to do at the moment.', { cause });
  }
}

interface Pending<Answer> {
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
}

/**
 * A thread for work that would hold the event loop, or that strangers could make hold it. It begins with the first
 * question and ends when nobody asks; until then it holds the process, so whoever has one stops it. It has no environment,
 * and a heap of its own that can run over alone.
 */
export class OnDemandThread<Question extends object, Answer extends object> {
  private worker?: Worker;
  private idle?: NodeJS.Timeout;
  private nextId = 0;
  private readonly pending = new Map<number, Pending<Answer>>();

  constructor(private readonly options: ThreadOptions) {}

  /** @throws ThreadUnavailable */
  async ask(question: Question): Promise<Answer> {
    if (this.pending.size >= this.options.maxPending) throw new ThreadUnavailable();
    const id = this.nextId++;
    const worker = this.start();
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.pending.set(id, { resolve, reject });
        timer = setTimeout(() => void this.stop(), this.options.timeoutMs);
        worker.postMessage({ id, ...question });
      });
    } finally {
      clearTimeout(timer);
      this.pending.delete(id);
      this.stopWhenIdle();
    }
  }

  async stop(cause?: unknown): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    clearTimeout(this.idle);
    for (const { reject } of this.pending.values()) reject(new ThreadUnavailable(cause));
    await worker?.terminate();
  }

  private start(): Worker {
    clearTimeout(this.idle);
    if (this.worker) return this.worker;
    const worker = new Worker(this.options.file, {
      env: {},
      // Beside TypeScript, as in tests, the module has no package.json that says what it is.
      execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
      resourceLimits: { maxOldGenerationSizeMb: this.options.maxHeapMb },
      stdout: true,
      stderr: true,
    });
    // What it prints may be a stranger's words, and is not for our log.
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on('message', ({ id, ...answer }: { id: number }) =>
      this.pending.get(id)?.resolve(answer as unknown as Answer),
    );
    worker.on('error', (error) => {
      if (this.worker === worker) void this.stop(error);
    });
    return (this.worker = worker);
  }

  private stopWhenIdle(): void {
    if (this.pending.size > 0 || !this.worker) return;
    clearTimeout(this.idle);
    this.idle = setTimeout(() => void this.stop(), this.options.idleMs);
  }
}
