import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import {
  BufferTarget,
  CustomSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MATROSKA,
  MkvOutputFormat,
  MP4,
  Output,
  QTFF,
  WEBM,
} from 'mediabunny';

export interface ContainerQuestion {
  path: string;
  /** Seconds into the film: its key frames from there on are wanted instead of what it says of itself. */
  keyFramesAt?: number;
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
  /** A film of nothing else, in Matroska; null as well where there are none. */
  keyFrames: Uint8Array | null;
}

/** A table of contents of ten hours has about 30 MB; what asks for more is made to be read for ever. */
const MAX_READ_BYTES = 64 * 1024 * 1024;
const MAX_CACHE_BYTES = 4 * 1024 * 1024;
const KEY_FRAMES = { count: 3, bytes: 8 * 1024 * 1024 };
const NOTHING: ContainerAnswer = { contents: null, keyFrames: null };

/** Reads of it what a file of this size needs at most. */
function containerIn(file: number): Input {
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
  return new Input({ formats: [MP4, QTFF, MATROSKA, WEBM], source });
}

async function readContents(input: Input): Promise<ContainerContents> {
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
}

/** Copied as they are: nothing is decoded here. */
async function copyKeyFrames(input: Input, at: number): Promise<Uint8Array | null> {
  const track = await input.getPrimaryVideoTrack();
  const [codec, decoderConfig] = [await track?.getCodec(), await track?.getDecoderConfig()];
  if (!track || !codec || !decoderConfig) return null;
  const packets = new EncodedPacketSink(track);
  let packet = (await packets.getKeyPacket(at)) ?? (await packets.getFirstPacket());
  const film = new Output({ format: new MkvOutputFormat(), target: new BufferTarget() });
  const frames = new EncodedVideoPacketSource(codec);
  film.addVideoTrack(frames);
  await film.start();
  let [count, bytes] = [0, 0];
  while (packet && count < KEY_FRAMES.count && bytes + packet.byteLength <= KEY_FRAMES.bytes) {
    await frames.add(packet, { decoderConfig });
    [count, bytes] = [count + 1, bytes + packet.byteLength];
    packet = await packets.getNextKeyPacket(packet);
  }
  await film.finalize();
  return count === 0 || !film.target.buffer ? null : new Uint8Array(film.target.buffer);
}

async function answer({ path, keyFramesAt }: ContainerQuestion): Promise<ContainerAnswer> {
  // A program may have had its directory: what lies there may be a link to somewhere else.
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!fstatSync(file).isFile()) return NOTHING;
    const input = containerIn(file);
    try {
      if (keyFramesAt === undefined) return { ...NOTHING, contents: await readContents(input) };
      return { ...NOTHING, keyFrames: await copyKeyFrames(input, keyFramesAt) };
    } finally {
      input.dispose();
    }
  } finally {
    closeSync(file);
  }
}

// Runs as it stands, also without a compiler in tests: only what Node strips of TypeScript by itself is used here.
parentPort?.on('message', ({ id, ...question }: ContainerQuestion & { id: number }) => {
  void answer(question)
    .catch(() => NOTHING)
    .then((found) => parentPort?.postMessage({ id, ...found }));
});
