import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OnDemandThread, ThreadUnavailable } from './on-demand-thread';

const CODE = `
const { parentPort, threadId } = require('node:worker_threads');
parentPort.on('message', ({ id, what }) => {
  if (what === 'hang') for (;;);
  if (what === 'break') throw new Error('broken');
  if (what === 'fill') { const all = []; for (;;) all.push(new Array(1e5).fill(id)); }
  parentPort.postMessage({ id, threadId, env: Object.keys(process.env).length });
});`;

describe(OnDemandThread, () => {
  let directory: string;
  let thread: OnDemandThread<{ what: string }, { threadId: number; env: number }>;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'thread-'));
    writeFileSync(join(directory, 'answer.cjs'), CODE);
  });

  afterAll(() => rm(directory, { recursive: true }));

  afterEach(() => thread.stop());

  function started(options: { idleMs?: number; timeoutMs?: number } = {}) {
    thread = new OnDemandThread({
      file: join(directory, 'answer.cjs'),
      maxHeapMb: 32,
      idleMs: 60_000,
      timeoutMs: 60_000,
      maxPending: 3,
      ...options,
    });
  }

  it('should answer in one thread, which knows none of our variables', async () => {
    started();
    const [first, second] = await Promise.all([thread.ask({ what: 'a' }), thread.ask({ what: 'b' })]);
    expect(second.threadId).toBe(first.threadId);
    expect(first.env).toBe(0);
  });

  it('should refuse more than it takes', async () => {
    started();
    const asked = Array.from({ length: 4 }, () => thread.ask({ what: 'a' }));
    const answers = await Promise.allSettled(asked);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  });

  it.each([
    ['hangs', 'hang', { timeoutMs: 500 }],
    ['breaks down', 'break', {}],
    ['wants too much memory', 'fill', {}],
  ])('should answer again after a question at which it %s', async (_case, what, options) => {
    started(options);
    await expect(thread.ask({ what })).rejects.toThrow(ThreadUnavailable);
    await expect(thread.ask({ what: 'a' })).resolves.toMatchObject({ env: 0 });
  });

  it('should end when nobody asks', async () => {
    started({ idleMs: 1 });
    const { threadId } = await thread.ask({ what: 'a' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const after = await thread.ask({ what: 'a' });
    expect(after.threadId).not.toBe(threadId);
  });
});
