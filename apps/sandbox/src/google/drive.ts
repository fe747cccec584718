import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendMedia, type Throttle } from '../media/send-media';
import { type DriveEntry, maySee, type School } from '../school/school';
import { GoogleApiError, notFound } from './google-error';
import { type PageQuery, pageOf } from './paging';
import { masked } from './partial-response';
import { callerOf } from './session';
import type { Tokens } from './tokens';

type Query = PageQuery & Record<string, string | undefined>;

const READ = ['drive', 'drive.readonly'];
const DEFAULT_FIELDS = 'kind,id,name,mimeType,resourceKey';
const FOLDER = 'application/vnd.google-apps.folder';

/** Drive v3, as far as reading goes. */
export class DriveServer {
  private readonly checksums = new Map<string, Promise<Checksums>>();

  constructor(
    private readonly school: School,
    private readonly tokens: Tokens,
    private readonly throttle: Throttle,
  ) {}

  serve(app: FastifyInstance): void {
    app.get('/drive/v3/files/:fileId', (request, reply) => this.file(request, reply));
    app.get('/drive/v3/files', (request) => this.list(request));
  }

  private async file(request: FastifyRequest, reply: FastifyReply): Promise<object> {
    const { sub } = callerOf(request, this.school, this.tokens, READ);
    const entry = this.entryFor(request, sub);
    const query = request.query as Query;
    if (query.alt !== 'media') return masked(await this.body(entry), query.fields ?? DEFAULT_FIELDS);
    if (entry.path === undefined) {
      throw forbidden('Only files with binary content can be downloaded.', 'fileNotDownloadable');
    }
    if (entry.downloadForbidden === true) {
      throw forbidden('This file cannot be downloaded by the user.', 'cannotDownloadFile');
    }
    // Google gives media no entity tag, and does not know If-Range.
    return sendMedia(reply, { path: entry.path, type: entry.mimeType, etag: null }, this.throttle);
  }

  private async list(request: FastifyRequest): Promise<object> {
    const { sub } = callerOf(request, this.school, this.tokens, READ);
    const query = request.query as Query;
    const parent = /'([^']+)' in parents/.exec(query.q ?? '')?.[1];
    const folder = this.school.files.find(({ id }) => id === parent);
    if (parent !== undefined && (!folder || hidden(folder, sub, request))) throw notFound('File');
    const allDrives = query.supportsAllDrives === 'true' && query.includeItemsFromAllDrives === 'true';
    const visible = this.school.files
      .filter(
        (entry) => maySee(entry, sub) && (parent === undefined || entry.parents?.includes(parent) === true),
      )
      .filter((entry) => entry.driveId === undefined || allDrives)
      .filter((entry) => !(query.q ?? '').includes('trashed=false') || entry.trashed !== true)
      .sort((a, b) => a.name.localeCompare(b.name));
    const { items, nextPageToken } = pageOf(visible, query, 1000);
    const files = await Promise.all(items.map((entry) => this.body(entry)));
    const fields = query.fields ?? `nextPageToken,files(${DEFAULT_FIELDS})`;
    return masked({ kind: 'drive#fileList', incompleteSearch: false, files, nextPageToken }, fields);
  }

  private entryFor(request: FastifyRequest, sub: string): DriveEntry {
    const { fileId } = request.params as { fileId: string };
    const entry = this.school.files.find(({ id }) => id === fileId);
    if (!entry || hidden(entry, sub, request)) {
      throw notFound(`File not found: ${fileId}. File`);
    }
    return entry;
  }

  private async body(entry: DriveEntry): Promise<object> {
    const target = this.school.files.find(({ id }) => id === entry.shortcutTo);
    const canDownload = entry.path !== undefined && entry.downloadForbidden !== true;
    const { video } = entry;
    return {
      kind: 'drive#file',
      id: entry.id,
      name: entry.name,
      mimeType: entry.mimeType,
      parents: entry.parents ?? ['root'],
      modifiedTime: entry.modifiedTime,
      trashed: entry.trashed ?? false,
      resourceKey: entry.resourceKey,
      driveId: entry.driveId,
      copyRequiresWriterPermission: entry.downloadForbidden ?? false,
      capabilities: { canDownload, canListChildren: entry.mimeType === FOLDER, canCopy: canDownload },
      ...(entry.path === undefined
        ? {}
        : { ...(await this.checksumsOf(entry.path)), headRevisionId: entry.headRevisionId }),
      ...(video ? { videoMediaMetadata: { ...video, durationMillis: String(video.durationMillis) } } : {}),
      ...(target ? { shortcutDetails: shortcutTo(target) } : {}),
    };
  }

  /** Counted once a file and revision: the tests change files under the sandbox. */
  private async checksumsOf(path: string): Promise<Checksums> {
    const { mtimeMs, size } = await stat(path);
    const key = `${path} ${String(mtimeMs)} ${String(size)}`;
    const known = this.checksums.get(key) ?? readChecksums(path);
    this.checksums.set(key, known);
    return known;
  }
}

function forbidden(message: string, reason: string): GoogleApiError {
  return new GoogleApiError(403, message, 'PERMISSION_DENIED', reason);
}

function shortcutTo({ id, mimeType, resourceKey }: DriveEntry): object {
  return { targetId: id, targetMimeType: mimeType, targetResourceKey: resourceKey };
}

interface Checksums {
  md5Checksum: string;
  sha256Checksum: string;
  size: string;
}

async function readChecksums(path: string): Promise<Checksums> {
  const bytes = await readFile(path);
  const { size } = await stat(path);
  const digest = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
  return { md5Checksum: digest('md5'), sha256Checksum: digest('sha256'), size: String(size) };
}

/** Not shared with the caller, or behind a key or a switch that the request lacks. */
function hidden(entry: DriveEntry, sub: string, request: FastifyRequest): boolean {
  const { supportsAllDrives } = request.query as Query;
  const onOtherDrive = entry.driveId !== undefined && supportsAllDrives !== 'true';
  return onOtherDrive || !maySee(entry, sub) || lacksResourceKey(entry, request);
}

function lacksResourceKey(entry: DriveEntry, request: FastifyRequest): boolean {
  if (entry.needsResourceKey !== true) return false;
  const header = request.headers['x-goog-drive-resource-keys'];
  return typeof header !== 'string' || !header.split(',').includes(`${entry.id}/${entry.resourceKey ?? ''}`);
}
