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

/** In the project's dist, from wherever in it, or in its sources, this runs. */
function builtDirectory(from: string): string {
  for (let above = from; above !== dirname(above); above = dirname(above)) {
    const built = join(above, 'dist', 'dashboard');
    if (existsSync(built)) return built;
  }
  return join(from, 'dashboard');
}
