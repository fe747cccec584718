import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, isUuid } from '@app/kernel';
import { type Marker, StorageMarker } from './storage-marker';

const MARKER = '.storage.json';
const MAX_BYTES = 4_096;

export class LocalStorageMarker extends StorageMarker {
  private readonly path: string;

  constructor(private readonly root: string) {
    super();
    this.path = join(root, MARKER);
  }

  readMarker(): Promise<Marker | undefined> {
    return readMarkerIn(this.root);
  }

  /** Written whole under another name and then linked: two processes at once make one marker. */
  async createMarker(id: string): Promise<Marker> {
    await mkdir(this.root, { recursive: true });
    const temporary = join(this.root, `.${randomUUID()}.part`);
    await writeFile(temporary, JSON.stringify({ id, created_at: new Date().toISOString() }), { flush: true });
    try {
      await link(temporary, this.path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      await rm(temporary, { force: true });
    }
    const marker = await this.readMarker();
    if (!marker) throw new AppError('internal', `the storage marker ${this.path} went as it was made`);
    return marker;
  }

  location(): string {
    return this.path;
  }
}

/** @throws AppError where it is damaged */
export async function readMarkerIn(directory: string): Promise<Marker | undefined> {
  const path = join(directory, MARKER);
  try {
    return parse(await readFile(path, 'utf8'), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string, path: string): Marker {
  try {
    const { id, created_at: createdAt } = JSON.parse(text.slice(0, MAX_BYTES)) as Record<string, unknown>;
    if (typeof id === 'string' && isUuid(id) && typeof createdAt === 'string')
      return { id, createdAt: new Date(createdAt) };
  } catch {
    // Said below, with the path.
  }
  throw new AppError('internal', `the storage marker ${path} is damaged`);
}
