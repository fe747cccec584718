import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppConfig } from '@app/config';
import { EgressForbidden, GuardedHttp, type GuardedResponse, NoAnswer, UrlNotUsable } from '@app/egress';
import { AppError, delay, fullJitter, messageOf } from '@app/kernel';
import { DiskFull } from '@app/storage';
import { Injectable } from '@nestjs/common';
import { type FetchContext, type FetchedMedia, PHASE_LIMITS } from '../fetching';
import {
  HostUnreachable,
  NeedsExtraction,
  SourceIncomplete,
  SourceStalled,
  SourceUnreachable,
} from '../media.errors';
import { IdleTimeout } from '../idle-timeout';
import { BodyWriter } from './body-writer';
import type { DirectSource } from './direct-source';
import { contentLength, contentRange, isMediaResponse, strongEtag } from './http-range';
import { PartialFile, type PartialIdentity } from './partial-file';

/** Reconnections within one run, as long as each brings new bytes. */
const MAX_RECONNECTS = 20;

/** What is there while a response comes in. */
interface Reception {
  partial: PartialFile;
  writer: BodyWriter;
  /** Bytes on disk that the request left out. */
  have: number;
  identity: PartialIdentity;
  context: FetchContext;
}

/** Streams a media file over HTTP, goes on where it stopped, and hashes while it writes. */
@Injectable()
export class DirectFetcher {
  constructor(
    private readonly http: GuardedHttp,
    private readonly config: AppConfig,
  ) {}

  /** @throws NeedsExtraction when a plain link is not a media file; our coded errors for everything else. */
  async fetch(source: DirectSource, context: FetchContext): Promise<FetchedMedia> {
    const partial = new PartialFile(context.workDir);
    const { stallMs, leastRate } = this.config.downloads;
    const wantsMd5 = source.md5 !== null;
    const writer = new BodyWriter(partial, context, { stallMs, leastRate, wantsMd5 });
    for (let reconnects = 0; ; reconnects += 1) {
      const before = (await partial.readState()).bytes;
      try {
        await this.attempt(source, partial, writer, context);
        return await this.finish(source, partial, writer);
      } catch (error) {
        context.signal.throwIfAborted();
        const coded = await this.coded(error, partial);
        const gained = (await partial.readState()).bytes > before;
        if (!(coded instanceof SourceUnreachable) || !gained || reconnects >= MAX_RECONNECTS) throw coded;
        await delay(fullJitter(1, 250, 1_000), context.signal);
      }
    }
  }

  private async attempt(
    source: DirectSource,
    partial: PartialFile,
    writer: BodyWriter,
    context: FetchContext,
  ): Promise<void> {
    const known = await partial.readState();
    const usable = source.version === null || source.version === known.identity.version;
    const have = usable ? known.bytes : 0;
    if (have > 0 && have === lengthOf(source, known.identity.totalBytes)) return writer.resumeFrom(have);
    const response = await this.resolve(source, have, known.identity, context);
    try {
      await this.receive(source, response, { partial, writer, have, identity: known.identity, context });
    } finally {
      response.body.destroy();
    }
  }

  private async receive(source: DirectSource, response: GuardedResponse, state: Reception): Promise<void> {
    const { partial, writer, have, context } = state;
    const misfit = response.status === 200 ? undefined : misfitOf(source, response, state);
    if (misfit !== undefined) {
      await partial.discard();
      throw new SourceIncomplete(misfit);
    }
    const range = response.status === 206 ? contentRange(response.headers) : undefined;
    const total = range ? (range.total ?? state.identity.totalBytes) : contentLength(response.headers);
    const keptBytes = range ? have : 0;
    if (total !== null) await context.watcher.expectSize({ bytes: total, keptBytes, scratchBytes: 0 });
    if (range) await writer.resumeFrom(have);
    else {
      await partial.beginAnew({ version: source.version ?? strongEtag(response.headers), totalBytes: total });
      writer.startOver();
    }
    await writer.writeBody(response.body, lengthOf(source, total), response.url.host);
    // A server may send less than was asked for (RFC 9110 §15.3.7), and less than it says: the next request gets the rest.
    if (range && writer.bytes < (total ?? 0)) throw new SourceUnreachable('only a part of the rest came');
  }

  /** The response to go on with. @throws SourceStalled when it takes too long to come by. */
  private async resolve(
    source: DirectSource,
    have: number,
    identity: PartialIdentity,
    { signal, limits = PHASE_LIMITS }: FetchContext,
  ): Promise<GuardedResponse> {
    const idleTimeout = new IdleTimeout();
    idleTimeout.start(limits.resolving, new SourceStalled(limits.resolving / 1000, 'resolving'));
    try {
      return await this.request(source, have, identity, AbortSignal.any([signal, idleTimeout.signal]));
    } catch (error) {
      signal.throwIfAborted();
      idleTimeout.signal.throwIfAborted();
      throw error;
    } finally {
      idleTimeout.stop();
    }
  }

  private async request(
    source: DirectSource,
    have: number,
    identity: PartialIdentity,
    signal: AbortSignal,
  ): Promise<GuardedResponse> {
    for (let renew = false; ; renew = true) {
      const { url, headers, trustedOrigin } = await source.locate(renew);
      const range: Record<string, string> = have > 0 ? { range: `bytes=${String(have)}-` } : {};
      if (have > 0 && source.version === null && identity.version !== null)
        range['if-range'] = identity.version;
      const response = await this.http.request(url, {
        headers: { ...headers, ...range, 'accept-encoding': 'identity' },
        signal,
        trustedOrigin,
      });
      if (response.status === 401 && !renew && source.renewable) {
        await response.body.dump();
        continue;
      }
      if (response.status === 416 && have > 0) return response;
      if (response.status === 200 || response.status === 206) {
        if (source.mustBeMedia && !isMediaResponse(response.headers)) {
          response.body.destroy();
          throw new NeedsExtraction(response.url.host);
        }
        return response;
      }
      throw await source.refusal(response);
    }
  }

  private async finish(
    source: DirectSource,
    partial: PartialFile,
    writer: BodyWriter,
  ): Promise<FetchedMedia> {
    const { size } = await stat(partial.path);
    const { sha256, md5 } = writer.digests();
    // A checksum decides: what else the source says of the file may be out of date.
    const isWhole = source.md5 !== null ? source.md5 === md5 : (source.sizeBytes ?? size) === size;
    if (!isWhole) {
      await partial.discard();
      throw new SourceIncomplete('its size or checksum is not the one that the source promised');
    }
    const { identity } = await partial.readState();
    const path = join(partial.path, '..', 'media.bin');
    await rename(partial.path, path);
    return {
      path,
      sizeBytes: size,
      sha256,
      title: source.title,
      description: null,
      durationSeconds: source.durationSeconds,
      thumbnailUrl: source.thumbnailUrl,
      subtitles: [],
      sourceVersion: source.version ?? identity.version,
      extractor: 'direct',
      verified: source.md5 !== null,
      uploadDate: null,
      chapters: [],
      offered: [],
    };
  }

  /** Network errors of the library become ours; what cannot be gone on with is thrown away. */
  private async coded(error: unknown, partial: PartialFile): Promise<AppError> {
    if (
      error instanceof NeedsExtraction ||
      error instanceof SourceIncomplete ||
      error instanceof EgressForbidden ||
      error instanceof UrlNotUsable
    ) {
      await partial.discard();
      return error;
    }
    if (error instanceof AppError) return error;
    if (error instanceof NoAnswer)
      return new HostUnreachable(error.host, error.message, { hungUp: error.hungUp, cause: error });
    return DiskFull.fromErrno(error) ?? new SourceUnreachable(messageOf(error), error);
  }
}

/** How long the file is: where a checksum decides, what is sent counts before what was said of it. */
function lengthOf({ md5, sizeBytes }: DirectSource, sent: number | null): number | null {
  return md5 === null ? (sizeBytes ?? sent) : (sent ?? sizeBytes);
}

/** Why a response does not continue what is on disk; undefined when it does. */
function misfitOf(
  source: DirectSource,
  { status, headers }: GuardedResponse,
  { have, identity }: Reception,
): string | undefined {
  if (status === 416) return 'it is shorter than what was kept of it';
  const range = contentRange(headers);
  if (have === 0 || range?.start !== have) return 'another part came than was asked for';
  const { totalBytes, version } = identity;
  if (range.total !== null && totalBytes !== null && range.total !== totalBytes)
    return 'it changed its size in the middle';
  // Not every server understands If-Range.
  const etag = strongEtag(headers);
  const other = source.version === null && etag !== null && etag !== version;
  return other ? 'it changed in the middle' : undefined;
}
