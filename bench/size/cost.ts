import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProcess } from '@app/testing/api-process';
import { Client } from '@app/testing/client';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { WorkerProcess } from '@app/testing/worker-process';
import type { DataSource } from 'typeorm';
import { seed } from '../growth/seed';
import { processorMs } from '../processor';
import { median } from '../samples';

const TURNS = 3;
const SETTLE_MS = 3_000;

export interface Size {
  /** Downloads that have ended before. */
  history: number;
  /** Slots of the one worker. */
  running: number;
}

/** Milliseconds of the processor for one download, in the api, the worker without its programs, and PostgreSQL. */
export async function costOf({ history, running }: Size, downloads: number): Promise<number> {
  const env = { MAX_CONCURRENT_DOWNLOADS: String(running), ENDED_RETENTION_DAYS: '0' };
  const system = await TestSystem.start({ api: false, workers: 0, env });
  try {
    const database = await system.database();
    await seed(database, { downloads: history, queued: 0 }, 'user:bench');
    const api = await ApiProcess.start(system);
    const worker = await WorkerProcess.start(system);
    const school = new School(system, api);
    // What is loaded and planned with the first of them.
    await school.download(downloads);
    await sleep(SETTLE_MS);
    const costs: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const before = await takenMs(database, [api.pid, worker.pid]);
      await school.download(downloads);
      costs.push(((await takenMs(database, [api.pid, worker.pid])) - before) / downloads);
    }
    return median(costs);
  } finally {
    await system.close();
  }
}

/** Somebody who asks for videos and waits until they are there. */
class School {
  private readonly client: Client;
  private asked = 0;

  constructor(
    private readonly system: TestSystem,
    api: ApiProcess,
  ) {
    this.client = new Client(api.origin, system.tenantKeys.school ?? '');
  }

  async download(count: number): Promise<void> {
    const ids: string[] = [];
    for (let number = 0; number < count; number += 1) {
      const url = `${this.system.sandbox.origin}/media/aula-1.mp4?${String((this.asked += 1))}`;
      ids.push((await this.client.post<{ id: string }>('/downloads', { url })).body.id);
    }
    for (const id of ids) await until(async () => (await this.client.download(id)).status === 'completed');
  }
}

/** By these processes and by PostgreSQL for all who are connected to this database. */
async function takenMs(database: DataSource, pids: (number | undefined)[]): Promise<number> {
  const backends = await database.query<{ pid: number }[]>(
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database()',
  );
  const all = [...pids, ...backends.map(({ pid }) => pid)];
  const each = await Promise.all(all.map((pid) => processorMs(pid).catch(() => 0)));
  return each.reduce((sum, ms) => sum + ms, 0);
}
