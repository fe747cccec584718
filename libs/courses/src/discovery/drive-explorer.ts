import {
  DRIVE_FOLDER,
  DRIVE_SHORTCUT,
  DriveClient,
  type DriveFile,
  type DriveReference,
  isVideoFile,
} from '@app/google';
import { Injectable } from '@nestjs/common';
import { driveVerdictOf } from './drive-verdict';
import type { FoundVideo } from '../found-video';
import type { VerdictCode } from '../verdict';
import { driveVideo } from './video-links';

/** So much is read of the Drive folders of one item; whoever put more there is told of it. */
export const MAX_DRIVE_FILES = 10_000;
export const MAX_FOLDER_DEPTH = 10;

/** What a link or a listing tells of a file before Drive is asked. */
type Reference = DriveReference & { isFolder?: boolean };

export interface DriveVisit {
  credentialId: number;
  /** False when the person did not allow Drive: files are then judged by their titles only. */
  mayRead: boolean;
  /** Drive ids seen in this item, so that cycles end. */
  seen: Set<string>;
  /** Set when not all of a folder was read. */
  truncated: boolean;
  signal?: AbortSignal;
}

/** Finds the videos behind a Drive reference: the file itself, what a shortcut leads to, what a folder holds. */
@Injectable()
export class DriveExplorer {
  constructor(private readonly drive: DriveClient) {}

  async videosOf(
    reference: Reference,
    title: string | null,
    visit: DriveVisit,
    depth = 0,
  ): Promise<FoundVideo[]> {
    if (visit.seen.has(reference.fileId)) return [];
    if (visit.seen.size >= MAX_DRIVE_FILES || depth > MAX_FOLDER_DEPTH) {
      visit.truncated = true;
      return [];
    }
    visit.seen.add(reference.fileId);
    if (!visit.mayRead) return unseen(reference, title, 'google.missing-scope');
    let { isFolder } = reference;
    try {
      const file = await this.drive.file(visit.credentialId, reference, visit.signal);
      isFolder = file.mimeType === DRIVE_FOLDER;
      return await this.open(file, reference, visit, depth);
    } catch (error) {
      const verdict = driveVerdictOf(error);
      if (!verdict) throw error;
      return unseen({ ...reference, isFolder }, title, verdict[1]);
    }
  }

  private async open(
    file: DriveFile,
    reference: DriveReference,
    visit: DriveVisit,
    depth: number,
  ): Promise<FoundVideo[]> {
    if (file.mimeType === DRIVE_FOLDER) return this.inFolder(reference, visit, depth);
    if (file.mimeType === DRIVE_SHORTCUT && file.target)
      return this.videosOf(targetOf(file.target), file.name, visit, depth + 1);
    return isVideoFile(file) ? [videoFrom(file, reference)] : [];
  }

  private async inFolder(folder: DriveReference, visit: DriveVisit, depth: number): Promise<FoundVideo[]> {
    const found: FoundVideo[] = [];
    let pageToken: string | undefined;
    do {
      const page = await this.drive.folder(visit.credentialId, folder, { pageToken, signal: visit.signal });
      for (const file of page.items) found.push(...(await this.member(file, visit, depth)));
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined && !visit.truncated);
    return found;
  }

  /** A file of a folder comes with its metadata, so only folders and shortcuts cost another call. */
  private async member(file: DriveFile, visit: DriveVisit, depth: number): Promise<FoundVideo[]> {
    const reference = { fileId: file.id, resourceKey: file.resourceKey };
    if (file.mimeType === DRIVE_FOLDER)
      return this.videosOf({ ...reference, isFolder: true }, file.name, visit, depth + 1);
    if (visit.seen.has(file.id)) return [];
    if (visit.seen.size >= MAX_DRIVE_FILES) {
      visit.truncated = true;
      return [];
    }
    visit.seen.add(file.id);
    return this.open(file, reference, visit, depth);
  }
}

function targetOf(target: NonNullable<DriveFile['target']>): Reference {
  return { ...target, isFolder: target.mimeType === DRIVE_FOLDER };
}

function videoFrom(file: DriveFile, reference: DriveReference): FoundVideo {
  const code = file.trashed ? 'drive.trashed' : file.canDownload ? null : 'drive.forbidden';
  return {
    ...driveVideo(file.id),
    title: file.name,
    thumbnailUrl: file.thumbnailUrl,
    mimeType: file.mimeType,
    sizeBytes: file.sizeBytes,
    durationSeconds: file.durationSeconds,
    resourceKey: file.resourceKey ?? reference.resourceKey ?? null,
    state: code === null ? 'available' : 'unavailable',
    code,
    privateTo: 'account',
  };
}

/** A file that may not be looked at is reported when its title says, or hides, that it is a video; a folder is none. */
function unseen(reference: Reference, title: string | null, code: VerdictCode): FoundVideo[] {
  const mayBeVideo =
    title === null || title === '' || isVideoFile({ mimeType: 'application/octet-stream', name: title });
  if (reference.isFolder || !mayBeVideo) return [];
  return [
    {
      ...driveVideo(reference.fileId),
      title,
      thumbnailUrl: null,
      mimeType: null,
      sizeBytes: null,
      durationSeconds: null,
      resourceKey: reference.resourceKey ?? null,
      state: 'unavailable',
      code,
      privateTo: 'account',
    },
  ];
}
