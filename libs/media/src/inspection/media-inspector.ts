import { Injectable } from '@nestjs/common';
import { Ffprobe } from './ffprobe';
import type { MediaFacts } from './media-facts';
import { ContainerReader } from './container-reader';

/** Tells what a media file is: by itself where it can, otherwise by ffprobe, which takes a tenth of a second of processor. */
@Injectable()
export class MediaInspector {
  constructor(
    private readonly containers: ContainerReader,
    private readonly ffprobe: Ffprobe,
  ) {}

  /** @throws NotAVideo when there is nothing to play in it: a saved login page ends here. FfprobeUnusable, SourceTooComplex */
  async inspect(path: string, signal: AbortSignal): Promise<MediaFacts> {
    signal.throwIfAborted();
    const facts = await this.containers.readContainer(path);
    signal.throwIfAborted();
    return facts ?? this.ffprobe.readFacts(path, signal);
  }
}
