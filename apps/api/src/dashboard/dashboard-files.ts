import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the build of apps/dashboard left. */
export interface DashboardFiles {
  directory: string;
  page: string;
  etag: string;
}

/** Undefined: it was not built. */
export function findDashboard(directory = builtDirectory(__dirname)): DashboardFiles | undefined {
  const index = join(directory, 'index.html');
  if (!existsSync(index)) return undefined;
  const page = readFileSync(index, 'utf8');
  return { directory, page, etag: `"${hash('sha1', page, 'base64url')}"` };
}

/** Beside the built api, or, when tests run its sources, where it would be. */
function builtDirectory(from: string): string {
  for (let above = from; above !== dirname(above); above = dirname(above))
    if (existsSync(join(above, 'package.json'))) return join(above, 'dist', 'dashboard');
  return join(from, 'dashboard');
}
