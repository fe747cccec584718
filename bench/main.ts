import 'reflect-metadata';
import { runTool } from '@app/testing/run-tool';
import { startSharedParts } from '@app/testing/start-parts';
import stopParts from '@app/testing/stop-parts';
import { dashboard } from './dashboard/dashboard.suite';
import { files } from './files/files.suite';
import { growth } from './growth/growth.suite';
import { http } from './http/http.suite';
import { peers } from './peers/peers.suite';
import { profile } from './profile/profile.suite';
import { quick } from './quick/quick.suite';
import { realtime } from './realtime/realtime.suite';
import { printTable, writeSection } from './report';
import { scale } from './scale/scale.suite';
import { size } from './size/size.suite';
import { start } from './start/start.suite';
import type { Line, Suite } from './suite';
import { ytdlp } from './ytdlp/ytdlp.suite';

/** `npm run bench -- <name>`; without a name all of them. */
const SUITES: Record<string, Suite> = {
  quick,
  start,
  http,
  profile,
  files,
  growth,
  size,
  scale,
  realtime,
  ytdlp,
  peers,
  dashboard,
};

async function main(names: string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in SUITES));
  if (unknown.length > 0) throw new Error(`known are: ${Object.keys(SUITES).join(', ')}`);
  for (const [name, suite] of Object.entries(SUITES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const lines = await runSuite(suite);
    printTable(suite, lines);
    await writeSection(name, suite, lines);
    if (lines.some(({ isReached }) => isReached === false)) process.exitCode = 1;
  }
}

async function runSuite({ postgres, run }: Suite): Promise<Line[]> {
  await startSharedParts(postgres);
  try {
    return await run((text) => process.stderr.write(`${text}\n`));
  } finally {
    await stopParts();
  }
}

runTool(main);
