import { constants } from 'node:fs';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { DownloadRun, MediaWarning, StoredMedia } from '@app/downloads';
import { GuardedHttp } from '@app/egress';
import { boundedText, SnoozeError, TEXT_LIMITS } from '@app/kernel';
import {
  endsInTheMiddle,
  type FetchedMedia,
  imageTypeOf,
  checkQuality,
  type MediaFacts,
  MediaInspector,
  readBounded,
  Remuxer,
  sha256Of,
  SourceIncomplete,
  SourceLowerQuality,
  Stills,
} from '@app/media';
import { FileStorage, runOnDisk } from '@app/storage';
import { Injectable, Logger } from '@nestjs/common';

const PICTURE_BYTES = 5 * 1024 * 1024;
const PICTURE_TIMEOUT_MS = 10_000;
/** How far a length may be from what the source said, in seconds and as a share. */
const DURATION_SLACK = { seconds: 5, share: 0.05 };

type Picture = Pick<StoredMedia, 'thumbnailKey' | 'keyFramesKey'>;

export interface VerifiedMedia {
  fetched: FetchedMedia;
  facts: MediaFacts;
  sha256: string;
  qualityNote: string | null;
  warnings: MediaWarning[];
}

/** Proves that what was fetched is the video, and puts it and what belongs to it into the storage. */
@Injectable()
export class StoreMedia {
  private readonly logger = new Logger(StoreMedia.name);

  constructor(
    private readonly inspector: MediaInspector,
    private readonly remuxer: Remuxer,
    private readonly stills: Stills,
    private readonly storage: FileStorage,
    private readonly http: GuardedHttp,
  ) {}

  /**
   * A file that fails goes, so that the next run does not take it for done.
   * @throws NotAVideo, SourceIncomplete, SourceLowerQuality, FfprobeUnusable
   */
  async verifyFile(run: DownloadRun, fetched: FetchedMedia, signal: AbortSignal): Promise<VerifiedMedia> {
    try {
      const facts = await this.inspector.inspect(fetched.path, signal);
      const flaw = await flawOf(fetched, facts);
      const sha256 = fetched.sha256 ?? (await sha256Of(fetched.path, signal));
      // The same bytes at every attempt are all that there is: half a lesson is better than none.
      const isAllThereIs = fetched.verified || sha256 === run.incompleteSha256;
      if (flaw !== undefined && !isAllThereIs) throw new SourceIncomplete(flaw, sha256);
      const warnings = flaw === undefined ? [] : [partialWarning(flaw)];
      return { fetched, facts, sha256, warnings, qualityNote: noteOn(run, fetched, facts) };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SnoozeError)) await rm(fetched.path, { force: true });
      throw error;
    }
  }

  /** A film that did not come as the MP4 that was asked for. Sound alone stays as it is. */
  needsRemux({ container }: DownloadRun, { facts }: VerifiedMedia): boolean {
    return container === 'mp4' && facts.extension !== 'mp4' && facts.videoCodec !== null;
  }

  /** The same film as MP4, beside the fetched file; or the fetched file, with a warning. */
  async remux(verified: VerifiedMedia, signal: AbortSignal): Promise<VerifiedMedia> {
    const { fetched, facts, warnings } = verified;
    const result = await this.remuxer.toMp4(fetched.path, facts, signal);
    if (result.kind === 'kept')
      return { ...verified, warnings: [...warnings, keptWarning(facts.extension, result.codecs)] };
    const { path, sizeBytes } = result;
    const sha256 = await sha256Of(path, signal);
    return { ...verified, fetched: { ...fetched, path, sizeBytes }, facts: result.facts, sha256 };
  }

  /** The video goes last, so a stored video always has its company. May be repeated. */
  async store(
    run: DownloadRun,
    { fetched, facts, sha256, qualityNote, warnings }: VerifiedMedia,
    signal: AbortSignal,
  ): Promise<StoredMedia> {
    const base = `${run.tenantId}/${run.runId.slice(0, 2)}/${run.runId}`;
    const picture = await this.storePicture(`${base}-thumbnail`, { fetched, facts }, signal);
    const subtitles: Record<string, string> = {};
    for (const { language, path } of fetched.subtitles) {
      subtitles[language] = `${base}-${language}.vtt`;
      // A copy: should the video not come to be stored after them, the next run has them still.
      const copy = `${path}.copy`;
      await rm(copy, { force: true });
      await runOnDisk(() => copyFile(path, copy, constants.COPYFILE_EXCL));
      await this.storage.put(subtitles[language], copy);
    }
    const storageKey = `${base}.${facts.extension}`;
    await this.storage.put(storageKey, fetched.path);
    const { extension: format, ...seen } = facts;
    const { sizeBytes, sourceVersion, uploadDate, uploader, chapters } = fetched;
    const told = { ...boundedTexts(fetched), uploadDate, uploader, chapters };
    const automaticSubtitles = fetched.subtitles.flatMap((one) => (one.automatic ? [one.language] : []));
    const media = { ...told, format, qualityNote, warnings, automaticSubtitles, ...seen };
    return { storageKey, ...picture, subtitles, sizeBytes, sha256, media, sourceVersion };
  }

  /** Nobody will point to it after all. */
  async discardFiles(stored: StoredMedia): Promise<void> {
    const { storageKey, thumbnailKey, keyFramesKey, subtitles } = stored;
    const keys = [storageKey, thumbnailKey, keyFramesKey, ...Object.values(subtitles)];
    for (const key of keys) if (key !== null) await this.storage.remove(key);
  }

  /** The source's own, or what one can be made of. A courtesy: without it the video is as good. */
  private async storePicture(
    base: string,
    { fetched, facts }: Pick<VerifiedMedia, 'fetched' | 'facts'>,
    signal: AbortSignal,
  ): Promise<Picture> {
    const keys = { excerpt: `${base}.mkv`, still: `${base}.jpg` };
    try {
      const shown = await this.pictureOf(fetched, signal);
      if (shown !== null) return { thumbnailKey: await this.putBeside(base, shown), keyFramesKey: null };
      const excerpt = await this.stills.excerptOf(fetched.path, facts, signal);
      if (excerpt !== null) return { thumbnailKey: null, keyFramesKey: await this.putBeside(base, excerpt) };
      const still = await this.stills.jpegOf(fetched.path, facts, signal);
      if (still !== null) return { thumbnailKey: await this.putBeside(base, still), keyFramesKey: null };
      // Asked again, the film lies in the storage already, and so does its picture.
      const [hasExcerpt, hasStill] = [
        await this.storage.stat(keys.excerpt),
        await this.storage.stat(keys.still),
      ];
      return { thumbnailKey: hasStill ? keys.still : null, keyFramesKey: hasExcerpt ? keys.excerpt : null };
    } catch (error) {
      signal.throwIfAborted();
      this.logger.debug({ message: 'no thumbnail', error });
      return { thumbnailKey: null, keyFramesKey: null };
    }
  }

  private async putBeside(base: string, file: string): Promise<string> {
    const key = base + extname(file);
    await this.storage.put(key, file);
    return key;
  }

  /** The picture that the source shows, beside the film. */
  private async pictureOf({ thumbnailUrl, path }: FetchedMedia, signal: AbortSignal): Promise<string | null> {
    if (thumbnailUrl === null) return null;
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(PICTURE_TIMEOUT_MS)]);
      const response = await this.http.request(thumbnailUrl, { signal: limit });
      if (response.status !== 200) {
        response.body.destroy();
        return null;
      }
      const picture = await readBounded(response.body, PICTURE_BYTES);
      const extension = imageTypeOf(picture);
      if (extension === undefined) return null;
      const file = join(path, '..', `thumbnail.${extension}`);
      // A program had this directory: what it left there under our name may be a link to somewhere else.
      await rm(file, { force: true });
      await writeFile(file, picture, { flag: 'wx' });
      return file;
    } catch (error) {
      signal.throwIfAborted();
      this.logger.debug({ message: 'thumbnail not fetched', error });
      return null;
    }
  }
}

/** Why a file is not the whole of it; undefined when it is. */
async function flawOf(fetched: FetchedMedia, facts: MediaFacts): Promise<string | undefined> {
  if (await endsInTheMiddle(fetched.path)) return 'it ends in the middle';
  const { durationSeconds: expected, verified } = fetched;
  // What else a source says of a file with the right checksum may be about another one.
  if (expected === null || verified) return undefined;
  const slack = Math.max(DURATION_SLACK.seconds, expected * DURATION_SLACK.share);
  if (facts.durationSeconds >= expected - slack) return undefined;
  return `it is ${facts.durationSeconds.toFixed(0)} s long instead of ${expected.toFixed(0)} s`;
}

function partialWarning(flaw: string): MediaWarning {
  return { code: 'source.partial', message: `The source has only a part of this video: ${flaw}.` };
}

function keptWarning(extension: string, codecs: string[]): MediaWarning {
  const name = extension.toUpperCase();
  const why =
    codecs.length === 0 ? 'it could not be converted to MP4' : `MP4 does not take ${codecs.join(' and ')}`;
  return { code: 'container.kept', message: `This video stays ${name}: ${why}.` };
}

/** A site, or the owner of a file, may write as much as they like. */
function boundedTexts({ title, description, extractor }: FetchedMedia) {
  return {
    title: boundedText(title, TEXT_LIMITS.title),
    description: boundedText(description, TEXT_LIMITS.description),
    extractor: boundedText(extractor, TEXT_LIMITS.title),
  };
}

/** What to say of the height that came. A smaller one than the source has is a reason to try once more, and only once. */
function noteOn({ attempt, quality }: DownloadRun, { offered }: FetchedMedia, facts: MediaFacts) {
  const { width, height } = facts;
  const got = width === null || height === null ? height : Math.min(width, height);
  const check = checkQuality(quality, offered, got);
  if (check.kind === 'lower' && attempt === 0) throw new SourceLowerQuality(check.note);
  return check.kind === 'as-asked' ? null : check.note;
}
