import { stat } from 'node:fs/promises';
import type { SeenRequest } from '../../apps/sandbox/src/faults';
import type { TestSystem } from './system';

/** What may be on its way to a worker that dies, or not be written down by it yet: a few pieces of a slow answer. */
const LOST_WITH_A_WORKER = 128 * 1024;
/** Of the answers: each has one. */
const HEAD = 512;

/** Requests to the sandbox since this was made whose address contains a text, and what was sent in answer to them. */
export class Served {
  private readonly from: number;

  constructor(
    private readonly system: TestSystem,
    private readonly contains: string,
  ) {
    this.from = system.sandbox.faults.seen.length;
  }

  get requests(): SeenRequest[] {
    return this.system.sandbox.faults.seen.slice(this.from).filter(({ url }) => url.includes(this.contains));
  }

  /** For what was missing of a file. */
  get rests(): SeenRequest[] {
    return this.requests.filter(({ range }) => /^bytes=[1-9]/.test(range ?? ''));
  }

  /** No byte was sent twice, but what went down with those who died. */
  async expectOnce(file: string, { files = 1, deaths = 0 } = {}): Promise<void> {
    const { requests } = this;
    const { size } = await stat(this.system.sandbox.web.get(file) ?? '');
    const bytes = requests.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
    expect(bytes).toBeGreaterThanOrEqual(files * size);
    expect(bytes).toBeLessThanOrEqual(
      files * size + requests.length * HEAD + deaths * files * LOST_WITH_A_WORKER,
    );
  }
}
