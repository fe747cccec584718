import { extname, join } from 'node:path';
import { OnDemandThread } from '@app/kernel';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { MediaFacts } from './media-facts';
import { factsOf } from './container-facts';
import type { ContainerAnswer, ContainerQuestion } from './read-container.worker';

/**
 * Reads what MP4, QuickTime, Matroska and WebM say of themselves, with mediabunny in a thread: no program has to be
 * started for it. The thread has no environment, little memory and little time, for the bytes are a stranger's.
 */
@Injectable()
export class ContainerReader implements OnModuleDestroy {
  private readonly thread = new OnDemandThread<ContainerQuestion, ContainerAnswer>({
    file: join(__dirname, `read-container.worker${extname(__filename)}`),
    maxHeapMb: 192,
    idleMs: 30_000,
    /** A few milliseconds are usual; a file that takes longer was made to. */
    timeoutMs: 5_000,
    maxPending: 1_000,
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
