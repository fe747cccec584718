import { setTimeout as sleep } from 'node:timers/promises';
import { runDownloadJob } from '@app/downloads';
import { JobProgressEvents } from '@app/queue';
import { ApiProcess } from '@app/testing/api-process';
import { Client, type DownloadBody } from '@app/testing/client';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { WorkerProcess } from '@app/testing/worker-process';
import { figuresOf, type ProcessFigures } from '../processor';
import { Sockets } from './sockets';

const DOWNLOADS = 10;
/** The sandbox sends pieces of 64 KiB: two a second at least, so that there is something to report. */
const BYTES_PER_SECOND = 150_000;
/** A beginning has more to say than the two messages a second that a download gets; the third waits for its turn. */
const SETTLE_MS = 2_000;
const MEASURE_MS = 12_000;

export interface Load {
  lag: { medianMs: number; p99Ms: number };
  /** The api before the first socket, and with all of them while everything runs. */
  unwatched: ProcessFigures;
  watched: ProcessFigures;
  messagesPerSecond: number;
}

/** Ten downloads run on a worker, and so many sockets of one api watch them. */
export async function measureLoad(count: number, log: (text: string) => void): Promise<Load> {
  log(`${String(count)} sockets …`);
  const LIMIT = '5000';
  const env = {
    MAX_CONCURRENT_DOWNLOADS: String(DOWNLOADS),
    LIVE_CONNECTIONS: LIMIT,
    LIVE_CONNECTIONS_PER_CALLER: LIMIT,
    LIVE_CONNECTIONS_PER_ADDRESS: LIMIT,
  };
  const system = await TestSystem.start({ api: false, workers: 0, env });
  try {
    return await measure(system, count, log);
  } finally {
    await system.close();
  }
}

async function measure(system: TestSystem, count: number, log: (text: string) => void): Promise<Load> {
  const api = await ApiProcess.start(system);
  const client = new Client(api.origin, system.tenantKeys.school ?? '');
  const ids = await request(system, client);
  const unwatched = await figuresOf(api, MEASURE_MS);
  const sockets = new Sockets(api.origin, client.token);
  await sockets.open(Array.from({ length: count }, (_, index) => ids[index % ids.length] ?? ''));
  const reports = new JobProgressEvents(system.config());
  reports.subscribe(runDownloadJob, ({ data }) => sockets.noteReport(data));
  system.sandbox.throttle.bytesPerSecond = BYTES_PER_SECOND;
  await WorkerProcess.start(system);
  await until(() => sockets.moving === DOWNLOADS);
  await sleep(SETTLE_MS);
  sockets.reset();
  const watched = await figuresOf(api, MEASURE_MS);
  const messagesPerSecond = sockets.messages / (MEASURE_MS / 1_000);
  const lag = sockets.lag();
  log(
    `  ${lag.p99Ms.toFixed(0)} ms, ${watched.rssMb.toFixed(0)} MB, ${watched.cpuShare.toFixed(2)} of a core`,
  );
  sockets.close();
  await reports.onApplicationShutdown();
  return { lag, unwatched, watched, messagesPerSecond };
}

async function request(system: TestSystem, client: Client): Promise<string[]> {
  const answers = await Promise.all(
    Array.from({ length: DOWNLOADS }, (_, index) =>
      client.post<DownloadBody>('/downloads', {
        url: `${system.sandbox.origin}/media/aula-1.mp4?${String(index)}`,
      }),
    ),
  );
  return answers.map(({ body }) => body.id);
}
