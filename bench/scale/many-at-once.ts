import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProcess } from '@app/testing/api-process';
import { Client } from '@app/testing/client';
import { rssMb } from '@app/testing/processes';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { WorkerProcess } from '@app/testing/worker-process';

const METRICS_TOKEN = randomBytes(32).toString('base64url');
const STREAMS = 5;
const BYTES_PER_SECOND = 20_000;
const MEASURE_MS = 10_000;

/** One worker, idle and with so many downloads at once: a few of them streams for yt-dlp, the others plain files. */
export async function measureManyAtOnce(downloads: number, log: (text: string) => void) {
  const env = { MAX_CONCURRENT_DOWNLOADS: String(downloads), METRICS_TOKEN };
  const system = await TestSystem.start({ api: false, workers: 0, env });
  try {
    const api = await ApiProcess.start(system);
    const worker = await WorkerProcess.start(system);
    const idle = await figuresOf(worker);
    system.sandbox.throttle.bytesPerSecond = BYTES_PER_SECOND;
    const client = new Client(api.origin, system.tenantKeys.school ?? '');
    for (let number = 0; number < downloads; number += 1) {
      const path = number < STREAMS ? '/media/debate-hls/index.m3u8' : '/media/aula-1.mp4';
      await client.post('/downloads', { url: `${system.sandbox.origin}${path}?${String(number)}` });
    }
    const running = async () => (await client.get<{ total: number }>('/downloads?status=running')).body.total;
    await until(async () => (await running()) === downloads);
    const busy = await figuresOf(worker);
    log(
      `  ${String(downloads)} at once: ${busy.rssMb.toFixed(0)} MB, event loop p99 ${busy.lagP99Ms.toFixed(0)} ms`,
    );
    return { idle, busy };
  } finally {
    await system.close();
  }
}

/** Its memory, without its children, and how late its event loop is. */
async function figuresOf(worker: WorkerProcess) {
  // What is read is begun anew.
  await lagP99Ms(worker);
  await sleep(MEASURE_MS);
  return { rssMb: await rssMb(worker.pid), lagP99Ms: await lagP99Ms(worker) };
}

async function lagP99Ms(worker: WorkerProcess): Promise<number> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const answer = await fetch(`${worker.origin}/metrics`, { headers });
  const text = await answer.text();
  const seconds = /^nodejs_eventloop_lag_p99_seconds(?:\{.*\})? (\S+)/m.exec(text)?.[1];
  if (seconds === undefined) throw new Error(`no event loop in the metrics: ${String(answer.status)}`);
  return Number(seconds) * 1_000;
}
