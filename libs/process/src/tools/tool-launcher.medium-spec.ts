import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { temporaryDirectory } from '@app/testing/parts';
import { aliveIn } from '@app/testing/processes';
import { testConfig } from '@app/testing/test-config';
import { until } from '@app/testing/until';
import { useDirectory } from '@app/testing/use-directory';
import { NodeProcessRunner } from '../node-process-runner';
import type { IsolationKind } from './isolation';
import { ToolLauncher, type ToolRun } from './tool-launcher';

describe.each<IsolationKind>(['namespaces', 'user', 'none'])('ToolLauncher with isolation: %s', (kind) => {
  const directory = useDirectory();
  let run: string;
  let listener: Server;
  let connections = 0;
  /** Where the script in yt-dlp's place is. */
  let programs: Awaited<ReturnType<typeof temporaryDirectory>>;
  let tools: ToolLauncher;

  beforeAll(async () => {
    listener = createServer((socket) => {
      connections += 1;
      socket.end('REACHED');
    }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    programs = await temporaryDirectory();
    await chmod(programs.path, 0o711);
    await script('exit 1');
    tools = launcher(join(programs.path, 'yt-dlp'));
  });

  beforeEach(async () => {
    await chmod(directory.path, 0o711);
    run = join(directory.path, 'run');
    await mkdir(run, { mode: 0o700 });
    connections = 0;
  });

  afterAll(async () => {
    await tools.onApplicationShutdown();
    await programs.remove();
    await new Promise((resolve) => listener.close(resolve));
  });

  const port = () => (listener.address() as { port: number }).port;

  function launcher(ytdlp: string): ToolLauncher {
    const made = new ToolLauncher(new NodeProcessRunner(), testConfig({ YTDLP_PATH: ytdlp }));
    made.kinds = [kind];
    return made;
  }

  const script = (text: string) =>
    writeFile(join(programs.path, 'yt-dlp'), `#!/bin/sh\n${text}\n`, { mode: 0o755 });

  /** A script in yt-dlp's place. */
  async function launch(text: string, more: Partial<ToolRun> = {}): Promise<string> {
    await script(text);
    const { stdout } = await tools.runTool({ tool: 'ytdlp', args: [], directory: run, ...more });
    return stdout;
  }

  it('should be had on this machine', async () => {
    const isolation = await tools.isolation();
    const own = kind === 'namespaces';
    expect(isolation).toEqual({
      kind,
      secrets: kind !== 'none',
      processes: own,
      network: true,
      proxyOnly: own,
    });
  });

  it('should hand over input and output, and keep the exit code', async () => {
    await expect(launch('cat; echo done', { stdin: 'a line\n' })).resolves.toBe('a line\ndone\n');
    await expect(launch('exit 7')).rejects.toMatchObject({
      message: 'ytdlp ended with code 7',
      failure: { exitCode: 7 },
    });
    await expect(launch('kill -KILL $$')).rejects.toMatchObject({ failure: { exitCode: 137 } });
  });

  it('should say that a program is missing', async () => {
    const running = launcher(join(directory.path, 'nowhere')).runTool({
      tool: 'ytdlp',
      args: [],
      directory: run,
    });
    await expect(running).rejects.toThrow('ytdlp could not be started');
  });

  it('should let it write in its directory, and us use what it wrote', async () => {
    await writeFile(join(run, 'before'), 'partial');
    await launch('cat before > after; echo more >> before; mkdir inner; echo x > inner/file');
    await expect(readFile(join(run, 'after'), 'utf8')).resolves.toBe('partial');
    await expect(readFile(join(run, 'before'), 'utf8')).resolves.toBe('partialmore\n');
    await expect(stat(join(run, 'inner', 'file'))).resolves.toBeDefined();
  });

  it('should tell it nothing but what it needs', async () => {
    process.env.DATABASE_URL = 'postgresql://u:hunter2@db/x';
    const lines = (await launch('env')).trim().split('\n');
    delete process.env.DATABASE_URL;
    const names = lines.map((line) => line.split('=')[0]).sort();
    const known = [
      'HOME',
      'LANG',
      'MALLOC_ARENA_MAX',
      'PATH',
      'PWD',
      'RUN_DIRECTORY',
      'SEAL_NETWORK',
      'TMPDIR',
    ];
    expect(names.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  });

  it('should end it in order when it is told to stop', async () => {
    const stop = new AbortController();
    const script = `trap 'echo ended > ended; exit 0' TERM; echo ready > ready; while :; do sleep 3600 & wait; done`;
    const running = launch(script, { signal: stop.signal });
    const refused = expect(running).rejects.toMatchObject({ failure: { terminatedBy: 'aborted' } });
    await until(() => readFile(join(run, 'ready'), 'utf8').catch(() => undefined));
    stop.abort();
    await refused;
    await expect(readFile(join(run, 'ended'), 'utf8')).resolves.toBe('ended\n');
    await until(async () => (await aliveIn(run)).length === 0);
  });

  it('should end what does not want to', async () => {
    const stop = new AbortController();
    const running = launch(`trap '' TERM; echo ready > ready; while :; do sleep 3600; done`, {
      signal: stop.signal,
    });
    const refused = expect(running).rejects.toMatchObject({ failure: { terminatedBy: 'aborted' } });
    await until(() => readFile(join(run, 'ready'), 'utf8').catch(() => undefined));
    stop.abort();
    await refused;
    await until(async () => (await aliveIn(run)).length === 0);
  });

  it('should not let it dump its memory, nor write files without end', async () => {
    await expect(launch('ulimit -c; ulimit -f; ulimit -v')).resolves.toBe(
      `0\n${String(200 * 1024 * 1024)}\n${String(1.5 * 1024 * 1024)}\n`,
    );
  });

  it('should end what prints without end', async () => {
    let lines = 0;
    const running = launch('yes 0123456789abcdef0123456789abcdef', { onStdout: () => (lines += 1) });
    await expect(running).rejects.toMatchObject({
      message: 'ytdlp printed too much and was stopped',
      failure: { terminatedBy: 'output' },
    });
    const endless = launch('cat /dev/zero', { onStdout: () => (lines += 1) });
    await expect(endless).rejects.toMatchObject({ failure: { terminatedBy: 'output' } });
    expect(lines).toBeLessThan(1_100_000);
  });

  it('should end what starts processes without end', async () => {
    const running = launch('n=0; while [ $n -lt 400 ]; do n=$((n + 1)); sleep 60 & done; wait');
    await expect(running).rejects.toMatchObject({ failure: { terminatedBy: 'processes' } });
    await until(async () => (await aliveIn(run)).length === 0);
  });

  it('should not let one process or many together take all memory', async () => {
    const take = (mib: number) =>
      `python3 -c 'import time; x = bytearray(${String(mib)} * 2**20); time.sleep(60)'`;
    await expect(launch(take(2000))).rejects.toMatchObject({
      failure: { stderrTail: expect.stringContaining('MemoryError') as string },
    });
    await expect(launch(`${take(900)} & ${take(900)} & wait`)).rejects.toMatchObject({
      message: 'ytdlp used too much memory and was stopped',
    });
  });

  if (kind !== 'none') {
    it('should keep secrets out of its reach', async () => {
      await writeFile(join(directory.path, 'secret'), 'hunter2', { mode: 0o600 });
      const places = [
        join(directory.path, 'secret'),
        `/proc/${String(process.pid)}/environ`,
        join(process.cwd(), 'package.json'),
        '/etc/shadow',
        '/root/.bashrc',
      ].slice(0, kind === 'user' ? 2 : undefined);
      for (const place of places) await expect(launch(`cat ${place} 2>/dev/null; true`)).resolves.toBe('');
    });
  }

  if (kind === 'namespaces') {
    it('should show it no process of others and no network', async () => {
      await expect(launch('ls /proc | grep -c "^[0-9]"')).resolves.toMatch(/^[1-5]\n$/);
      const reach = `python3 -c 'import socket; print(socket.create_connection(("127.0.0.1", ${String(port())}), 2).recv(9))'`;
      await expect(launch(`${reach} 2>&1; true`)).resolves.toContain('ConnectionRefusedError');
      expect(connections).toBe(0);
    });

    it('should leave nothing writable but its directory', async () => {
      await launch('for place in / /usr /etc /dev; do echo x 2>/dev/null > $place/x && exit 9; done; true');
      await expect(launch('echo x 2>/dev/null > x && exit 9; true', { readOnly: true })).resolves.toBe('');
    });

    it('should give it no power, not even as root', async () => {
      const status = await launch('grep -E "^(CapEff|CapBnd|NoNewPrivs|Uid)" /proc/self/status');
      expect(status).toMatch(/Uid:\s+65534/);
      expect(status).toMatch(/CapEff:\s+0{16}\nCapBnd:\s+0{16}\nNoNewPrivs:\s+1/);
    });
  }
});
