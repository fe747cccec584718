import { Injectable } from '@nestjs/common';
import type { OAuth2Client } from 'google-auth-library';
import { drive, type drive_v3 } from 'googleapis/build/src/apis/drive';
import { GoogleEndpoints } from '../google-endpoints';
import { AccessTokens } from '../oauth/access-tokens';
import { type DriveFile, readDriveFile } from './drive-file';
import { toDriveError } from '../google-failure';
import { GoogleCall } from './google-call';

const FIELDS = [
  'id',
  'name',
  'mimeType',
  'size',
  'md5Checksum',
  'sha256Checksum',
  'headRevisionId',
  'modifiedTime',
  'trashed',
  'resourceKey',
  'copyRequiresWriterPermission',
  'downloadRestrictions',
  'capabilities(canDownload,canListChildren)',
  'videoMediaMetadata(width,height,durationMillis)',
  'thumbnailLink',
  'shortcutDetails',
].join(',');

export interface DriveReference {
  fileId: string;
  /** Needed for some files that are shared by link. */
  resourceKey?: string | null;
}

/** Google Drive, read-only. */
@Injectable()
export class DriveClient {
  private readonly api: drive_v3.Drive;
  constructor(
    private readonly google: GoogleCall,
    private readonly tokens: AccessTokens,
    private readonly endpoints: GoogleEndpoints,
  ) {
    this.api = drive({
      version: 'v3',
      // GoogleCall does that, and keeps the pauses that Google asks for.
      retry: false,
      ...(endpoints.rootUrl === undefined ? {} : { rootUrl: endpoints.rootUrl }),
    });
  }

  /** @throws DriveFileNotVisible also when there is no such file. */
  async file(credentialId: number, reference: DriveReference, signal?: AbortSignal): Promise<DriveFile> {
    const params = { fileId: reference.fileId, supportsAllDrives: true, fields: FIELDS };
    const data = await this.run(
      credentialId,
      (auth) => this.api.files.get({ auth, ...params }, { headers: resourceKeyHeader(reference) }),
      signal,
    );
    return readDriveFile(data);
  }

  /** One page of a folder's files. */
  async folder(
    credentialId: number,
    reference: DriveReference,
    { pageToken, signal }: { pageToken?: string; signal?: AbortSignal },
  ): Promise<{ items: DriveFile[]; nextPageToken?: string }> {
    const params = {
      q: `'${reference.fileId.replaceAll("'", '')}' in parents and trashed=false`,
      pageSize: 1000,
      pageToken,
      orderBy: 'name_natural',
      supportsAllDrives: true,
      includeItemsFromAllDrives: true,
      fields: `nextPageToken,files(${FIELDS})`,
    };
    const data = await this.run(
      credentialId,
      (auth) => this.api.files.list({ auth, ...params }, { headers: resourceKeyHeader(reference) }),
      signal,
    );
    return { items: (data.files ?? []).map(readDriveFile), nextPageToken: data.nextPageToken ?? undefined };
  }

  /** Address and headers of a file's bytes, for a streaming fetch. The headers are secret. */
  async media(
    credentialId: number,
    reference: DriveReference,
    rejected?: string,
  ): Promise<{ url: string; headers: Record<string, string>; token: string; trustedOrigin: string }> {
    const token = await this.tokens.get(credentialId, rejected);
    const url = `${this.endpoints.drive}/files/${encodeURIComponent(reference.fileId)}?alt=media&supportsAllDrives=true`;
    const headers = { authorization: `Bearer ${token}`, ...resourceKeyHeader(reference) };
    return { url, headers, token, trustedOrigin: new URL(url).origin };
  }

  /** GoogleCall's, with Drive's words for a file that is not there. */
  private run<T>(
    credentialId: number,
    call: (auth: OAuth2Client) => Promise<{ data: T }>,
    signal?: AbortSignal,
  ): Promise<T> {
    return this.google.callGoogle('drive', credentialId, call, signal).catch((error: unknown) => {
      throw toDriveError(error);
    });
  }
}

function resourceKeyHeader({ fileId, resourceKey }: DriveReference): Record<string, string> {
  return resourceKey ? { 'X-Goog-Drive-Resource-Keys': `${fileId}/${resourceKey}` } : {};
}
