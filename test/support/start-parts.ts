import { join } from 'node:path';
import { startSandbox } from '../../apps/sandbox/src/start-sandbox';
import { YtdlpHealth, type YtdlpState } from '../../libs/media/src/ytdlp/ytdlp-health';
import { NodeProcessRunner, ToolLauncher } from '../../libs/process/src';
import { PARTS_VARIABLE, type SharedParts } from './parts';
import { startTemplatePostgres, TEMPLATE } from './template-postgres';
import { testConfig } from './test-config';

/** Started once for all tests. */
export default async function startParts(): Promise<void> {
  await startSharedParts();
}

/** PostgreSQL with a migrated template, and the sandbox's videos. @param more settings of postgresql.conf */
export async function startSharedParts(more: Record<string, string> = {}): Promise<void> {
  if (process.env[PARTS_VARIABLE] !== undefined) return;
  const processes = new NodeProcessRunner();
  const { postgres, stop } = await startTemplatePostgres(processes, more);
  const mediaDirectory = join(process.cwd(), '.data', 'test-media');
  const sandbox = await startSandbox({
    port: 0,
    mediaDirectory,
    processes,
    ffmpeg: process.env.FFMPEG_PATH ?? 'ffmpeg',
    secret: 'tests',
    throttle: { bytesPerSecond: 0 },
  });
  await sandbox.close();
  const parts: SharedParts = {
    postgresUrl: postgres.url('postgres'),
    template: TEMPLATE,
    mediaDirectory,
    ytdlp: await askYtdlp(processes),
  };
  process.env[PARTS_VARIABLE] = JSON.stringify(parts);
  Object.assign(globalThis, { stopParts: stop });
}

async function askYtdlp(processes: NodeProcessRunner): Promise<YtdlpState> {
  const tools = new ToolLauncher(processes, testConfig());
  try {
    return await new YtdlpHealth(tools).checkYtdlp();
  } finally {
    await tools.onApplicationShutdown();
  }
}
