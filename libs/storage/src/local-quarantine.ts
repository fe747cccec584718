import { link, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { isMissing, sortedNames, statIfThere, walkFiles } from './local-files';
import { Quarantine, type QuarantinedFile } from './quarantine';

const DIRECTORY = '.quarantine';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** `.quarantine/<day>/<key>`: the directory of the day says since when, also when the database is lost. */
export class LocalQuarantine extends Quarantine {
  private readonly directory: string;

  constructor(private readonly root: string) {
    super();
    this.directory = join(root, DIRECTORY);
  }

  async quarantine(key: string, now: Date): Promise<void> {
    const target = join(this.directory, dayOf(now), key);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(join(this.root, key), target).catch(ignoreMissing);
  }

  async *listFiles(): AsyncIterable<QuarantinedFile> {
    for (const day of await this.days()) {
      const directory = join(this.directory, day);
      for await (const path of walkFiles(directory)) {
        const found = await statIfThere(path);
        const key = relative(directory, path).split(sep).join('/');
        if (found) yield { key, sizeBytes: found.size, since: new Date(day) };
      }
    }
  }

  async restore(key: string): Promise<boolean> {
    const target = join(this.root, key);
    for (const day of await this.days()) {
      const source = join(this.directory, day, key);
      if (!(await statIfThere(source))) continue;
      await mkdir(dirname(target), { recursive: true });
      try {
        // A link, not a rename: it never replaces what lies at the key.
        await link(source, target);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
        throw error;
      }
      await rm(source, { force: true });
      return true;
    }
    return false;
  }

  async purgeExpired(before: Date): Promise<{ files: number; bytes: number }> {
    const purged = { files: 0, bytes: 0 };
    for (const day of await this.days()) {
      if (day >= dayOf(before)) break;
      const directory = join(this.directory, day);
      for await (const path of walkFiles(directory)) {
        purged.files += 1;
        purged.bytes += (await statIfThere(path))?.size ?? 0;
      }
      await rm(directory, { recursive: true, force: true });
    }
    return purged;
  }

  private async days(): Promise<string[]> {
    return (await sortedNames(this.directory)).filter((name) => DAY.test(name));
  }
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}
