import { isVideoFileName } from '@app/kernel';
import type { drive_v3 } from 'googleapis/build/src/apis/drive';

export const DRIVE_FOLDER = 'application/vnd.google-apps.folder';
export const DRIVE_SHORTCUT = 'application/vnd.google-apps.shortcut';

/** What we use of a Drive file, with numbers as numbers. */
export interface DriveFile {
  id: string;
  name: string;
  mimeType: string;
  sizeBytes: number | null;
  md5: string | null;
  sha256: string | null;
  headRevisionId: string | null;
  trashed: boolean;
  canDownload: boolean;
  resourceKey: string | null;
  durationSeconds: number | null;
  height: number | null;
  thumbnailUrl: string | null;
  /** Where a shortcut leads. */
  target: { fileId: string; mimeType: string; resourceKey: string | null } | null;
}

export function readDriveFile(file: drive_v3.Schema$File): DriveFile {
  const { shortcutDetails: shortcut, videoMediaMetadata: video } = file;
  return {
    id: file.id ?? '',
    name: file.name ?? '',
    mimeType: file.mimeType ?? '',
    sizeBytes: numberOr(file.size),
    md5: file.md5Checksum ?? null,
    sha256: file.sha256Checksum ?? null,
    headRevisionId: file.headRevisionId ?? null,
    trashed: file.trashed ?? false,
    canDownload: file.capabilities?.canDownload ?? true,
    resourceKey: file.resourceKey ?? null,
    durationSeconds: secondsOf(video?.durationMillis),
    height: video?.height ?? null,
    thumbnailUrl: file.thumbnailLink ?? null,
    target: shortcut?.targetId
      ? {
          fileId: shortcut.targetId,
          mimeType: shortcut.targetMimeType ?? '',
          resourceKey: shortcut.targetResourceKey ?? null,
        }
      : null,
  };
}

/** True for files that are videos by their type, or by their name where Drive does not know the type. */
export function isVideoFile({ mimeType, name }: Pick<DriveFile, 'mimeType' | 'name'>): boolean {
  if (mimeType.startsWith('video/')) return true;
  return mimeType === 'application/octet-stream' && isVideoFileName(name);
}

function numberOr(text: string | null | undefined): number | null {
  const value = Number(text ?? NaN);
  return Number.isFinite(value) ? value : null;
}

function secondsOf(millis: string | null | undefined): number | null {
  const value = numberOr(millis);
  return value === null ? null : value / 1000;
}
