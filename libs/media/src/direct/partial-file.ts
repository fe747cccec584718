import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the bytes on disk belong to. They are gone on with only when the source still says the same. */
export interface PartialIdentity {
  /** A strong entity tag, or a Drive revision; without either nothing is resumed. */
  version: string | null;
  totalBytes: number | null;
}

/** A partly fetched file and, beside it, what it is a part of. */
export class PartialFile {
  readonly path: string;
  private readonly notePath: string;

  constructor(directory: string) {
    this.path = join(directory, 'media.part');
    this.notePath = join(directory, 'media.part.json');
  }

  /** Bytes that are there and belong to something nameable, and what that is. */
  async readState(): Promise<{ bytes: number; identity: PartialIdentity }> {
    try {
      const identity = JSON.parse(await readFile(this.notePath, 'utf8')) as PartialIdentity;
      const { size } = await stat(this.path);
      if (typeof identity.version === 'string') return { bytes: size, identity };
    } catch {
      // Nothing usable: begin anew.
    }
    return { bytes: 0, identity: { version: null, totalBytes: null } };
  }

  async beginAnew(identity: PartialIdentity): Promise<void> {
    await writeFile(this.path, '', { mode: 0o600 });
    await writeFile(this.notePath, JSON.stringify(identity), { mode: 0o600 });
  }

  async discard(): Promise<void> {
    await Promise.all([rm(this.path, { force: true }), rm(this.notePath, { force: true })]);
  }
}
