import { getEventListeners } from 'node:events';
import { readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withCorrelationId } from '@app/observability';
import { aliveInGroup, isAlive } from '@app/testing/processes';
import { until } from '@app/testing/until';
import { useDirectory } from '@app/testing/use-directory';
import { NodeProcessRunner } from './node-process-runner';
import { ProcessError, type ProcessFailure } from './process.errors';
import type { ProcessRequest, ProcessResult, RunningProcess } from './process-runner';

/** A shell that waits for ever without using its processor, and ends at TERM. */
const FOREVER = 'sleep 3600 & wait';
const IGNORES_TERM = `trap "" TERM; echo ready; while :; do ${FOREVER}; done`;

/** With time standing still for the limits only, a test says itself when they are reached. */
const EVERY_OTHER_TIMER = [
  'Date',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
] as const;

const runner = new NodeProcessRunner();

function shell(script: string, ...args: string[]): Pick<ProcessRequest, 'command' | 'args'> {
  return { command: 'sh', args: ['-c', script, 'sh', ...args] };
}

/** A running program whose lines can be waited for. */
function started(request: ProcessRequest): RunningProcess & { saw: (line: string) => Promise<unknown> } {
  const lines: string[] = [];
  const running = runner.start({ ...request, onStdout: (line) => lines.push(line) });
  const saw = (line: string) => until(() => lines.includes(line));
  return { pid: running.pid, done: running.done, stop: () => running.stop(), saw };
}

async function failureOf(done: Promise<ProcessResult>): Promise<ProcessFailure> {
  const error: unknown = await done.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ProcessError) return error.failure;
  throw new Error('it did not fail as a process does', { cause: error });
}

async function untilGone(group: number): Promise<void> {
  await until(async () => (await aliveInGroup(group)).length === 0);
}

describe(NodeProcessRunner, () => {
  const directory = useDirectory();

  afterEach(() => jest.useRealTimers());

  describe('what a program says', () => {
    it('should answer its output whole', async () => {
      const result = await runner.run(shell(String.raw`printf 'one\r\n\ntwo'; echo aside >&2`));
      expect(result).toEqual({ stdout: 'one\r\n\ntwo', stderrTail: 'aside' });
    });

    it('should hand its lines over one by one, also those of a progress bar', async () => {
      const out: string[] = [];
      const err: string[] = [];
      const result = await runner.run({
        ...shell(String.raw`printf '1%%\r2%%\rdone\nlast'; printf 'warning\nerror\n' >&2`),
        onStdout: (line) => out.push(line),
        onStderr: (line) => err.push(line),
      });
      expect(out).toEqual(['1%', '2%', 'done', 'last']);
      expect(err).toEqual(['warning', 'error']);
      expect(result).toEqual({ stdout: '', stderrTail: 'warning\nerror' });
    });

    it('should keep the end of what it complains about', async () => {
      const failure = await failureOf(
        runner.run(shell('i=0; while [ $i -lt 100 ]; do i=$((i+1)); echo "line $i" >&2; done; exit 3')),
      );
      expect(failure).toMatchObject({ command: 'sh', exitCode: 3, signal: null, terminatedBy: undefined });
      expect(failure.stderrTail.split('\n')).toEqual(
        Array.from({ length: 40 }, (_, index) => `line ${String(61 + index)}`),
      );
    });

    it('should lose nothing of a large output', async () => {
      const { stdout } = await runner.run(shell('yes 0123456789abcde | head -c 4000000'));
      expect(stdout).toHaveLength(4_000_000);
    });
  });

  describe('how a program ends', () => {
    it.each([1, 2, 77, 126, 255])('should keep the exit code %d', async (code) => {
      const failure = await failureOf(runner.run(shell(`exit ${String(code)}`)));
      expect(failure).toMatchObject({ exitCode: code, signal: null, terminatedBy: undefined });
    });

    it('should tell of a signal as a shell does', async () => {
      expect(await failureOf(runner.run(shell('kill -KILL $$')))).toMatchObject({ exitCode: 137 });
    });

    it.each(['no-such-program', '/no/such/program'])('should say 127 for the missing %s', async (command) => {
      const running = runner.run({ command, args: [] });
      await expect(running).rejects.toThrow(`${command} could not be started`);
      expect(await failureOf(running)).toMatchObject({ exitCode: 127 });
    });

    it('should say so when it cannot be started at all', async () => {
      const running = runner.run({ command: 'true', args: [], cwd: join(directory.path, 'missing') });
      await expect(running).rejects.toMatchObject({
        message: 'true could not be started',
        cause: { code: 'ENOENT' },
      });
    });

    it('should wait for everybody who holds the output', async () => {
      const pipe = join(directory.path, 'pipe');
      const running = started(
        shell('mkfifo "$1"; { read -r word < "$1"; echo "$word"; } & echo early', pipe),
      );
      await running.saw('early');
      await until(async () => !(await isAlive(running.pid)));
      await writeFile(pipe, 'late\n');
      await running.done;
      await running.saw('late');
    });
  });

  describe('what a program gets', () => {
    it('should get its input, and then the end of it', async () => {
      const stdin = 'ação 🏖️\n'.repeat(50_000);
      await expect(runner.run({ command: 'cat', args: [], stdin })).resolves.toMatchObject({ stdout: stdin });
      await expect(runner.run({ command: 'cat', args: [] })).resolves.toMatchObject({ stdout: '' });
    });

    it('should not need to read its input', async () => {
      const result = runner.run({ command: 'true', args: [], stdin: 'x'.repeat(5_000_000) });
      await expect(result).resolves.toMatchObject({ stdout: '' });
    });

    it('should get its arguments as they are', async () => {
      const args = ['$HOME', '; exit 9', '"', "'", '', '--', 'two\nlines', '*', 'ação'];
      const { stdout } = await runner.run({ command: 'printf', args: [String.raw`%s\0`, ...args] });
      expect(stdout.split('\0').slice(0, -1)).toEqual(args);
    });

    it('should run where it is told', async () => {
      const { stdout } = await runner.run({ ...shell('pwd; echo "$HOME"'), cwd: directory.path });
      expect(stdout.split('\n').slice(0, 2)).toEqual([await realpath(directory.path), directory.path]);
    });

    it('should get nothing of our environment but PATH', async () => {
      process.env.DATABASE_URL = 'postgresql://u:hunter2@db/x';
      try {
        const { stdout } = await runner.run({
          command: 'env',
          args: [],
          env: { EXTRA: 'yes', LANG: 'pt_BR' },
        });
        const lines = stdout.trim().split('\n');
        // PWD is the shell's own.
        expect(lines.filter((line) => !line.startsWith('PWD=')).sort()).toEqual([
          'EXTRA=yes',
          'HOME=/nonexistent',
          'LANG=pt_BR',
          `PATH=${String(process.env.PATH)}`,
        ]);
      } finally {
        delete process.env.DATABASE_URL;
      }
    });

    it('should get the correlation id of the work it is part of', async () => {
      const printed = () => runner.run(shell('echo "id=$CORRELATION_ID"'));
      expect(await withCorrelationId('download-7', printed)).toMatchObject({ stdout: 'id=download-7\n' });
      expect(await printed()).toMatchObject({ stdout: 'id=\n' });
    });
  });

  describe('the end that we want', () => {
    it('should give a program the time to end in order', async () => {
      const running = started({
        ...shell(`trap 'echo bye; exit 0' TERM; echo ready; ${FOREVER}`),
        graceMs: 60_000,
      });
      await running.saw('ready');
      await running.stop();
      await running.saw('bye');
      expect(await failureOf(running.done)).toMatchObject({ exitCode: 0, terminatedBy: 'aborted' });
    });

    it('should kill a program that ignores TERM', async () => {
      const running = started({ ...shell(IGNORES_TERM), graceMs: 50 });
      await running.saw('ready');
      await running.stop();
      expect(await failureOf(running.done)).toMatchObject({ signal: 'SIGKILL', terminatedBy: 'aborted' });
      await untilGone(running.pid);
    });

    it('should ask by another signal where a program wants one', async () => {
      const script =
        'process.on("SIGINT", () => process.exit(5)); setInterval(() => {}, 1e6); console.log("ready")';
      const request = { command: process.execPath, args: ['-e', script], graceMs: 60_000 };
      const running = started({ ...request, stopSignal: 'SIGINT' });
      await running.saw('ready');
      await running.stop();
      expect(await failureOf(running.done)).toMatchObject({ exitCode: 5, terminatedBy: 'aborted' });
    });

    it('should end what the program has started too', async () => {
      const running = started(shell(`sh -c '${FOREVER}' & sh -c '${FOREVER}' & echo ready; wait`));
      await running.saw('ready');
      await until(async () => (await aliveInGroup(running.pid)).length >= 5);
      await running.stop();
      await untilGone(running.pid);
    });

    it('should end a grandchild that ignores TERM, though its parent went at once', async () => {
      const running = started({ ...shell(`sh -c '${IGNORES_TERM}' & wait`), graceMs: 50 });
      await running.saw('ready');
      await running.stop();
      expect(await failureOf(running.done)).toMatchObject({ terminatedBy: 'aborted' });
      await untilGone(running.pid);
    });

    it('should leave nothing behind when the program ends by itself', async () => {
      const running = started(shell(`sh -c '${IGNORES_TERM}' >/dev/null 2>&1 & echo done`));
      await running.done;
      await untilGone(running.pid);
    });

    it('should stop what takes too long', async () => {
      const running = runner.start({ ...shell(FOREVER), timeoutMs: 50 });
      await expect(running.done).rejects.toThrow('sh took too long and was stopped');
      expect(await failureOf(running.done)).toMatchObject({ terminatedBy: 'timeout' });
      await untilGone(running.pid);
    });

    it('should also stop what the program has left behind with its output', async () => {
      jest.useFakeTimers({ doNotFake: [...EVERY_OTHER_TIMER] });
      const running = runner.start({ ...shell(`sh -c '${FOREVER}' & exit 0`), timeoutMs: 60_000 });
      await until(async () => !(await isAlive(running.pid)));
      jest.advanceTimersByTime(60_000);
      await expect(running.done).rejects.toThrow('sh took too long and was stopped');
      await untilGone(running.pid);
    });

    it('should not wait for what the program has left behind in a session of its own', async () => {
      jest.useFakeTimers({ doNotFake: [...EVERY_OTHER_TIMER] });
      const file = join(directory.path, 'pid');
      const script = `setsid sh -c 'echo $$ > "$1.new"; mv "$1.new" "$1"; ${FOREVER}' sh "$1" & exit 0`;
      const running = runner.start({ ...shell(script, file), timeoutMs: 60_000 });
      const left = Number(await until(() => readFile(file, 'utf8').catch(() => undefined)));
      try {
        await until(async () => !(await isAlive(running.pid)));
        jest.advanceTimersByTime(120_000);
        await expect(running.done).rejects.toThrow('sh took too long and was stopped');
      } finally {
        process.kill(-left, 'SIGKILL');
      }
    });

    it('should remember the first cause', async () => {
      jest.useFakeTimers({ doNotFake: [...EVERY_OTHER_TIMER] });
      const late = new AbortController();
      const script = `trap 'echo asked' TERM; echo ready; while :; do ${FOREVER}; done`;
      const running = started({ ...shell(script), timeoutMs: 60_000, graceMs: 5_000, signal: late.signal });
      await running.saw('ready');
      jest.advanceTimersByTime(60_000);
      await running.saw('asked');
      late.abort();
      jest.advanceTimersByTime(5_000);
      expect(await failureOf(running.done)).toMatchObject({ terminatedBy: 'timeout', signal: 'SIGKILL' });
    });

    it('should obey its signal, and forget it when it is over', async () => {
      const abort = new AbortController();
      const running = started({ ...shell(`echo ready; ${FOREVER}`), signal: abort.signal });
      await running.saw('ready');
      abort.abort();
      expect(await failureOf(running.done)).toMatchObject({ terminatedBy: 'aborted' });
      await until(() => getEventListeners(abort.signal, 'abort').length === 0);
    });

    it('should not even start when the signal has aborted before', async () => {
      const reason = new Error('shutdown');
      const trace = join(directory.path, 'started');
      const request = { command: 'touch', args: [trace], signal: AbortSignal.abort(reason) };
      expect(() => runner.start(request)).toThrow(reason);
      await expect(runner.run(request)).rejects.toBe(reason);
      await expect(realpath(trace)).rejects.toMatchObject({ code: 'ENOENT' });
    });

    it('should not mind being stopped at once, twice or afterwards', async () => {
      const running = runner.start(shell(FOREVER));
      await Promise.all([running.stop(), running.stop()]);
      await running.stop();
      expect(await failureOf(running.done)).toMatchObject({ terminatedBy: 'aborted' });
      const ended = runner.start({ command: 'true', args: [] });
      await ended.done;
      await ended.stop();
      await expect(ended.done).resolves.toBeDefined();
    });
  });

  it('should run a program of the tests', async () => {
    const program = join(directory.path, 'fake-ytdlp');
    await writeFile(program, '#!/bin/sh\nread -r line; echo "got $line and $1"\n', { mode: 0o755 });
    const result = await runner.run({ command: program, args: ['an argument'], stdin: 'a line\n' });
    expect(result.stdout).toBe('got a line and an argument\n');
  });

  it('should run many programs at once and tell them apart', async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => String(index));
    const results = await Promise.all(numbers.map((number) => runner.run(shell('echo "$1"', number))));
    expect(results.map(({ stdout }) => stdout.trim())).toEqual(numbers);
  });
});
