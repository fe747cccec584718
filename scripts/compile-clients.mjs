// Generates clients from openapi.json as its users do, openapi-typescript and @hey-api/openapi-ts, and compiles both
// with every strictness that TypeScript has: what they cannot say in types, this service does not say well.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';
import openapiTypes, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const OPTIONS = {
  strict: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};

/** A request in each of the three forms, with nothing but what it needs, and what the answers are. */
const USES = {
  'use-types.ts': `import type { components, operations } from './types';
type Body = operations['createDownload']['requestBody']['content']['application/json'];
export const bodies: Body[] = [{ url: 'https://a.example' }, { video_id: 'v' }, { course_id: 'c', coursework_id: 'i', credential_id: 1 }];
export const status = (download: components['schemas']['Download']): components['schemas']['DownloadStatus'] => download.status;
export const code = (problem: components['schemas']['Problem']): 'download.not-found' | undefined =>
  problem.code === 'download.not-found' ? problem.code : undefined;
`,
  'use-client.ts': `import { createDownload, getDownload, listDownloads, retryDownload } from './client';
export async function use(): Promise<string | undefined> {
  const { data, error } = await createDownload({ body: { url: 'https://a.example' } });
  if (error) return error.code;
  await retryDownload({ path: { id: data.id } });
  const listed = await listDownloads({ query: { limit: 10, status: 'failed' } });
  const total: number | undefined = listed.data?.total;
  return total === 0 ? undefined : (await getDownload({ path: { id: data.id } })).data?.phase ?? undefined;
}
`,
};

const directory = await mkdtemp(join(tmpdir(), 'clients-'));
try {
  const types = await openapiTypes(pathToFileURL('openapi.json'));
  await writeFile(join(directory, 'types.ts'), astToString(types));
  await createClient({
    input: 'openapi.json',
    output: { path: join(directory, 'client') },
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
    logs: { level: 'silent', file: false },
  });
  for (const [name, text] of Object.entries(USES)) await writeFile(join(directory, name), text);
  const program = ts.createProgram(
    Object.keys(USES).map((name) => join(directory, name)),
    OPTIONS,
  );
  const wrong = ts.getPreEmitDiagnostics(program);
  const host = {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => directory,
    getNewLine: () => '\n',
  };
  if (wrong.length > 0) console.error(ts.formatDiagnostics(wrong, host));
  process.exitCode = wrong.length > 0 ? 1 : 0;
} finally {
  await rm(directory, { recursive: true });
}
