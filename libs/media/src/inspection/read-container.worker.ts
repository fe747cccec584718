import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { CustomSource, Input, MATROSKA, MP4, QTFF, WEBM } from 'mediabunny';

export interface ContainerQuestion {
  path: string;
}

/** What the container says of itself, in mediabunny's words; null for what it does not tell. */
export interface ContainerContents {
  format: string;
  durationSeconds: number | null;
  video: { codec: string | null; width: number; height: number } | null;
  audio: { codec: string | null } | null;
}

export interface ContainerAnswer {
  /** Null for a file of another kind, or a broken one. */
  contents: ContainerContents | null;
}

/** A table of contents of ten hours has about 30 MB; what asks for more is made to be read for ever. */
const MAX_READ_BYTES = 64 * 1024 * 1024;
const MAX_CACHE_BYTES = 4 * 1024 * 1024;

async function readContainer(file: number): Promise<ContainerContents> {
  let left = MAX_READ_BYTES;
  const source = new CustomSource({
    getSize: () => fstatSync(file).size,
    read: (start, end) => {
      left -= end - start;
      if (left < 0) throw new RangeError('too much to read');
      const bytes = new Uint8Array(end - start);
      for (let have = 0; have < bytes.length;) {
        const more = readSync(file, bytes, have, bytes.length - have, start + have);
        if (more === 0) throw new RangeError('it ends early');
        have += more;
      }
      return bytes;
    },
    maxCacheSize: MAX_CACHE_BYTES,
  });
  const input = new Input({ formats: [MP4, QTFF, MATROSKA, WEBM], source });
  try {
    const format = (await input.getFormat()).name;
    const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
    return {
      format,
      durationSeconds: await input.getDurationFromMetadata(),
      video: video && {
        codec: await video.getCodec(),
        width: await video.getCodedWidth(),
        height: await video.getCodedHeight(),
      },
      audio: audio && { codec: await audio.getCodec() },
    };
  } finally {
    input.dispose();
  }
}

async function answer(path: string): Promise<ContainerAnswer> {
  // A program may have had its directory: what lies there may be a link to somewhere else.
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    return { contents: fstatSync(file).isFile() ? await readContainer(file) : null };
  } finally {
    closeSync(file);
  }
}

// Runs as it stands, also without a compiler in tests: only what Node strips of TypeScript by itself is used here.
parentPort?.on('message', ({ id, path }: ContainerQuestion & { id: number }) => {
  void answer(path)
    .catch((): ContainerAnswer => ({ contents: null }))
    .then((found) => parentPort?.postMessage({ id, ...found }));
});
