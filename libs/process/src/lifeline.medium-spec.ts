import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { temporaryDirectory } from '../../../test/support/parts';
import { aliveInGroup } from '../../../test/support/processes';
import { until } from '../../../test/support/until';

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
