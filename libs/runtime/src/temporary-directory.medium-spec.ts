import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { makeTemporaryDirectory } from './temporary-directory';

describe('a temporary directory', () => {
  let parent: string;
  let sleeper: ChildProcess;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'classroom-test-'));
    sleeper = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    await once(sleeper, 'spawn');
  });

  afterEach(async () => {
    sleeper.kill('SIGKILL');
    await rm(parent, { recursive: true });
  });

  const kill = async () => {
    sleeper.kill('SIGKILL');
    await once(sleeper, 'exit');
  };

  /** As the process of that number names it. */
  async function madeBy(pid: number): Promise<string> {
    const own = await makeTemporaryDirectory('tools-', parent);
    const name = `${basename(own).replace(`-${String(process.pid)}-`, `-${String(pid)}-`)}0`;
    await mkdir(join(parent, name));
    await writeFile(join(parent, name, 'ffmpeg'), '');
    await rm(own, { recursive: true });
    return name;
  }

  it('should take away what a killed process has left', async () => {
    await madeBy(sleeper.pid ?? 0);
    await kill();
    const own = await makeTemporaryDirectory('tools-', parent);
    expect(await readdir(parent)).toEqual([basename(own)]);
  });

  it('should leave what belongs to a process that runs', async () => {
    const theirs = await madeBy(sleeper.pid ?? 0);
    await makeTemporaryDirectory('tools-', parent);
    expect(await readdir(parent)).toContain(theirs);
  });

  it('should leave its own, and take away those of one that had its number before', async () => {
    const before = await madeBy(process.pid);
    const first = await makeTemporaryDirectory('tools-', parent);
    const second = await makeTemporaryDirectory('tools-', parent);
    const there = await readdir(parent);
    expect(there.sort()).toEqual([basename(first), basename(second)].sort());
    expect(there).not.toContain(before);
  });

  it('should leave those of another purpose, of another host, and links', async () => {
    const theirs = await madeBy(sleeper.pid ?? 0);
    await kill();
    const elsewhere = join(parent, 'elsewhere');
    await mkdir(elsewhere);
    await rm(join(parent, theirs), { recursive: true });
    await symlink(elsewhere, join(parent, theirs));
    const others = [theirs.replace('tools-', 'proxy-'), theirs.replace(/^tools-\w{8}/, 'tools-00000000')];
    for (const name of others) await mkdir(join(parent, name));
    await makeTemporaryDirectory('tools-', parent);
    expect(await readdir(parent)).toEqual(expect.arrayContaining([...others, theirs, 'elsewhere']));
  });
});
