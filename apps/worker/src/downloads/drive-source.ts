import { ReachableSources } from '@app/courses';
import type { DownloadRun } from '@app/downloads';
import {
  CredentialMissing,
  DRIVE_SHORTCUT,
  DriveClient,
  type DriveFile,
  DriveFileForbidden,
  DriveFileTrashed,
  errorFromDrive,
  GoogleRateLimited,
  GoogleUnavailable,
  GoogleUnreachable,
  type DriveReference,
  isVideoFile,
  readGoogleFailure,
} from '@app/google';
import { AppError, RetryableError } from '@app/kernel';
import { type DirectSource, HostUnreachable, NotAVideo, SourceThrottled } from '@app/media';
import { Injectable } from '@nestjs/common';

/** A Drive file as the requester's own account may have it: its state now, and where its bytes are. */
@Injectable()
export class DriveSource {
  constructor(
    private readonly drive: DriveClient,
    private readonly reach: ReachableSources,
  ) {}

  /** Pins revision, size and checksum. Having got here shows that the account reaches the file. @throws our errors */
  async resolve(run: DownloadRun, signal: AbortSignal): Promise<DirectSource> {
    const { credentialId } = run;
    if (credentialId === null) throw new CredentialMissing();
    const refused = (error: unknown) => this.reach.noteRefused(credentialId, run.sourceKey, error);
    try {
      const reference = { fileId: run.sourceKey.slice('drive:'.length), resourceKey: run.resourceKey };
      const { file, at } = await this.lookAt(credentialId, reference, signal);
      await this.reach.noteReached(credentialId, run.sourceKey);
      return this.sourceOf(credentialId, file, at, refused);
    } catch (error) {
      await refused(error);
      throw error instanceof AppError ? pacing(error) : error;
    }
  }

  private async lookAt(
    credentialId: number,
    reference: DriveReference,
    signal: AbortSignal,
  ): Promise<{ file: DriveFile; at: DriveReference }> {
    let file = await this.drive.file(credentialId, reference, signal);
    let at = reference;
    if (file.mimeType === DRIVE_SHORTCUT && file.target) {
      at = file.target;
      file = await this.drive.file(credentialId, at, signal);
    }
    if (file.trashed) throw new DriveFileTrashed();
    if (!file.canDownload) throw new DriveFileForbidden();
    if (!isVideoFile(file)) throw new NotAVideo(`it is a file of the type ${file.mimeType}`);
    return { file, at };
  }

  private sourceOf(
    credentialId: number,
    file: DriveFile,
    at: DriveReference,
    refused: (error: unknown) => Promise<void>,
  ): DirectSource {
    let rejected: string | undefined;
    return {
      locate: async (renew) => {
        const { url, headers, token, trustedOrigin } = await this.drive.media(
          credentialId,
          at,
          renew ? rejected : undefined,
        );
        rejected = token;
        return { url, headers, trustedOrigin };
      },
      renewable: true,
      mustBeMedia: false,
      version: file.headRevisionId ?? file.md5,
      sizeBytes: file.sizeBytes,
      md5: file.md5,
      title: file.name,
      durationSeconds: file.durationSeconds,
      thumbnailUrl: file.thumbnailUrl,
      refusal: async (response) => {
        const text = await response.body.text();
        const retryAfter = response.headers['retry-after'];
        const failure = readGoogleFailure(
          response.status,
          parse(text),
          typeof retryAfter === 'string' ? retryAfter : null,
        );
        const error = errorFromDrive(failure, undefined);
        await refused(error);
        return pacing(error);
      },
    };
  }
}

/**
 * A limit that the whole installation has reached, or no answer at all, concerns every download from Drive; an error of
 * Google's own while it talks about one file may well concern that file alone.
 */
function pacing(error: AppError): AppError {
  const { code, message, hint } = error;
  if (error instanceof GoogleUnreachable)
    return new HostUnreachable(null, 'Google does not answer', { cause: error });
  if (error instanceof GoogleUnavailable) return new RetryableError(code, message, { hint, cause: error });
  if (!(error instanceof GoogleRateLimited && error.ofProject)) return error;
  return new SourceThrottled(code, message, error.delayMs, error);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
