import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { MigrationInterface } from 'typeorm';

type MigrationClass = new () => MigrationInterface;

const DIRECTORY = join(__dirname, 'migrations');
const load = createRequire(__filename);

/**
 * The migrations of this build, one class a file. Loaded the way every other module of ours is, for whatever loads
 * those (built files, tests from source): TypeORM would import a pattern of paths in its own way.
 */
export function migrationClasses(): MigrationClass[] {
  return readdirSync(DIRECTORY)
    .filter((file) => /^\d+-[\w-]+\.(?:js|ts)$/.test(file))
    .flatMap((file) => Object.values(load(join(DIRECTORY, file)) as Record<string, MigrationClass>));
}
