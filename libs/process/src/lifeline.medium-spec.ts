import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { temporaryDirectory } from '@app/testing/parts';
import { aliveIn, aliveInGroup } from '@app/testing/processes';
import { until } from '@app/testing/until';

const BUILT = join(__dirname, '../../../dist/libs/process/src/index.js');
const FOREVER = 'sleep 3600 & wait';

/** A worker as it is built: starts what it is told, says the group's id for each, and waits. */
const WORKER = `
  const { NodeProcessRunner } = require(${JSON.stringify(BUILT)});
  const runner = new NodeProcessRunner();
  for (const script of process.argv.slice(2)) {
    const onStdout = (line) => line === 'ready' && console.log(running.pid);
    const running = runner.start({ command: 'sh', args: ['-c', script], onStdout, graceMs: 3600000 });
  }
  process.on('SIGUSR1', () => process.exit(0));
`;

/** The same, with a program in yt-dlp's place that runs confined. */
const CONFINING_WORKER = `
  const { NodeProcessRunner, ToolLauncher } = require(${JSON.stringify(BUILT)});
  const [kind, ytdlp, directory] = process.argv.slice(2);
  const tools = { ytdlp, ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' };
  const launcher = new ToolLauncher(new NodeProcessRunner(), { tools, storage: { stagingDir: directory } });
  launcher.kinds = [kind];
  launcher.runTool({ tool: 'ytdlp', args: [], directory, onStdout: (line) => console.log(line) }).catch(console.error);
`;

describe('the lifeline of what a worker has started', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  const workers: ChildProcess[] = [];

  beforeAll(async () => {
    directory = await temporaryDirectory();
    await writeFile(join(directory.path, 'worker.cjs'), WORKER);
  });

  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await directory.remove();
  });

  /** A worker whose programs are all running, and their groups. */
  async function worker(...scripts: string[]): Promise<{ child: ChildProcess; groups: number[] }> {
    const child = spawn(process.execPath, [join(directory.path, 'worker.cjs'), ...scripts], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    workers.push(child);
    const groups: number[] = [];
    createInterface(child.stdout).on('line', (line) => groups.push(Number(line)));
    await until(() => groups.length === scripts.length);
    return { child, groups };
  }

  async function untilGone(group: number): Promise<void> {
    await until(async () => (await aliveInGroup(group)).length === 0);
  }

  it.each([
    ['a program', `echo ready; ${FOREVER}`],
    ['a program and its children', `sh -c '${FOREVER}' & sh -c '${FOREVER}' & echo ready; wait`],
    ['a program that ignores TERM', `trap '' TERM INT HUP; echo ready; while :; do ${FOREVER}; done`],
    ['a child whose parent is gone', `(sh -c '${FOREVER}' &); echo ready; ${FOREVER}`],
    ['a program that reads its input', `echo ready; cat; ${FOREVER}`],
    ['a program that closed every file', `echo ready; exec <&- >&- 2>&-; ${FOREVER}`],
  ])('should end %s when the worker is killed', async (_, script) => {
    const { child, groups } = await worker(script);
    const [group = 0] = groups;
    expect((await aliveInGroup(group)).length).toBeGreaterThan(1);
    child.kill('SIGKILL');
    await untilGone(group);
  });

  it.each(['namespaces', 'user', 'none'])(
    'should end what runs confined by %s when the worker is killed',
    async (kind) => {
      const [program, run] = [join(directory.path, 'yt-dlp'), join(directory.path, `run-${kind}`)];
      await chmod(directory.path, 0o711);
      await mkdir(run, { mode: 0o700 });
      await writeFile(join(directory.path, 'confining.cjs'), CONFINING_WORKER);
      const script = `trap '' TERM INT HUP; sh -c '${FOREVER}' & echo ready; while :; do ${FOREVER}; done`;
      await writeFile(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      const args = [join(directory.path, 'confining.cjs'), kind, program, run];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      workers.push(child);
      const lines: string[] = [];
      createInterface(child.stdout).on('line', (line) => lines.push(line));
      await until(() => lines.includes('ready'));
      expect((await aliveIn(run)).length).toBeGreaterThan(1);
      child.kill('SIGKILL');
      await until(async () => (await aliveIn(run)).length === 0);
    },
  );

  it('should end the programs of a worker that leaves without stopping them', async () => {
    const { child, groups } = await worker(`echo ready; ${FOREVER}`, `echo ready; ${FOREVER}`);
    const exited = once(child, 'exit');
    child.kill('SIGUSR1');
    expect(await exited).toEqual([0, null]);
    for (const group of groups) await untilGone(group);
  });

  it('should let the programs of other workers live', async () => {
    const script = `echo ready; ${FOREVER}`;
    const [first, second] = await Promise.all([worker(script), worker(script)]);
    first.child.kill('SIGKILL');
    await untilGone(first.groups[0] ?? 0);
    expect((await aliveInGroup(second.groups[0] ?? 0)).length).toBeGreaterThan(1);
    second.child.kill('SIGKILL');
    await untilGone(second.groups[0] ?? 0);
  });

  it('should end what is left when somebody kills the guard itself', async () => {
    const { child, groups } = await worker(`echo ready; ${FOREVER}`);
    const [group = 0] = groups;
    process.kill(group, 'SIGKILL');
    await untilGone(group);
    child.kill('SIGKILL');
  });
});
