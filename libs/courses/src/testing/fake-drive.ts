import {
  DRIVE_FOLDER,
  DRIVE_SHORTCUT,
  type DriveClient,
  type DriveFile,
  DriveFileNotVisible,
} from '@app/google';

/** A video file of Drive, unless told otherwise. */
export function driveFile(id: string, facts: Partial<DriveFile> = {}): DriveFile {
  return {
    id,
    name: `${id}.mp4`,
    mimeType: 'video/mp4',
    sizeBytes: 1_000,
    md5: null,
    sha256: null,
    headRevisionId: '1',
    trashed: false,
    canDownload: true,
    resourceKey: null,
    durationSeconds: 60,
    height: 720,
    thumbnailUrl: null,
    target: null,
    ...facts,
  };
}

export function folder(id: string, facts: Partial<DriveFile> = {}): DriveFile {
  return driveFile(id, { name: id, mimeType: DRIVE_FOLDER, sizeBytes: null, ...facts });
}

export function shortcut(id: string, targetId: string, facts: Partial<DriveFile> = {}): DriveFile {
  const target = { fileId: targetId, mimeType: 'video/mp4', resourceKey: null };
  return driveFile(id, { name: id, mimeType: DRIVE_SHORTCUT, target, ...facts });
}

const PAGE_SIZE = 2;

/** Drive as an account sees it: files by id, folders by what is in them, and what it was asked. */
export class FakeDrive {
  readonly asked: string[] = [];
  readonly signals = new Set<AbortSignal | undefined>();
  private readonly files = new Map<string, DriveFile | Error>();
  private readonly folders = new Map<string, DriveFile[]>();

  /** What DriveClient would be. */
  get client(): DriveClient {
    return this as unknown as DriveClient;
  }

  add(...files: DriveFile[]): this {
    for (const file of files) this.files.set(file.id, file);
    return this;
  }

  /** Whoever asks for this file gets an error. */
  refuse(id: string, error: Error): this {
    this.files.set(id, error);
    return this;
  }

  fill(folderId: string, ...members: DriveFile[]): this {
    this.add(folder(folderId), ...members);
    this.folders.set(folderId, members);
    return this;
  }

  async file(
    _credentialId: number,
    { fileId, resourceKey }: { fileId: string; resourceKey?: string | null },
    signal?: AbortSignal,
  ): Promise<DriveFile> {
    this.asked.push(`file ${fileId}${resourceKey ? ` ${resourceKey}` : ''}`);
    this.signals.add(signal);
    const file = this.files.get(fileId) ?? new DriveFileNotVisible();
    if (file instanceof Error) throw file;
    return file;
  }

  async folder(
    _credentialId: number,
    { fileId, resourceKey }: { fileId: string; resourceKey?: string | null },
    { pageToken, signal }: { pageToken?: string; signal?: AbortSignal },
  ): Promise<{ items: DriveFile[]; nextPageToken?: string }> {
    this.asked.push(`folder ${fileId}${resourceKey ? ` ${resourceKey}` : ''}`);
    this.signals.add(signal);
    const members = this.folders.get(fileId) ?? [];
    const start = Number(pageToken ?? 0);
    const end = start + PAGE_SIZE;
    return {
      items: members.slice(start, end),
      nextPageToken: end < members.length ? String(end) : undefined,
    };
  }
}
