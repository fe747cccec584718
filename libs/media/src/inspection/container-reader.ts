import { extname, join } from 'node:path';
import { OnDemandThread } from '@app/kernel';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { MediaFacts } from './media-facts';
import { factsOf } from './container-facts';
import type { ContainerAnswer, ContainerQuestion } from './read-container.worker';

/** A few milliseconds are usual; a file that takes longer was made to. */
const TIMEOUT_MS = 5_000;
const IDLE_MS = 30_000;
const MAX_HEAP_MB = 192;
const MAX_PENDING = 1_000;

/**
 * Reads what MP4, QuickTime, Matroska and WebM say of themselves, with mediabunny in a thread: no program has to be
 * started for it. The thread has no environment, little memory and little time, for the bytes are a stranger's.
 */
@Injectable()
export class ContainerReader implements OnModuleDestroy {
  private readonly thread = new OnDemandThread<ContainerQuestion, ContainerAnswer>({
    file: join(__dirname, `read-container.worker${extname(__filename)}`),
    maxHeapMb: MAX_HEAP_MB,
    idleMs: IDLE_MS,
    timeoutMs: TIMEOUT_MS,
    maxPending: MAX_PENDING,
  });

  /** Undefined for what it cannot read, or not whole, or not in time: ffprobe decides about that. */
  async readContainer(path: string): Promise<MediaFacts | undefined> {
    const { contents } = await this.ask({ path });
    return contents === null ? undefined : factsOf(contents);
  }

  /** The film's first key frames from that second on, as a film of their own; undefined where there are none to be had. */
  async copyKeyFrames(path: string, atSeconds: number): Promise<Uint8Array | undefined> {
    return (await this.ask({ path, keyFramesAt: atSeconds })).keyFrames ?? undefined;
  }

  async onModuleDestroy(): Promise<void> {
    await this.thread.stop();
  }

  private ask(question: ContainerQuestion): Promise<ContainerAnswer> {
    return this.thread.ask(question).catch(() => ({ contents: null, keyFrames: null }));
  }
}
