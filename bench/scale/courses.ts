import { ApiProcess } from '@app/testing/api-process';
import { type BatchBody, type Client, Client as ApiClient } from '@app/testing/client';
import { ANA } from '@app/testing/sandbox-school';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { WorkerProcess } from '@app/testing/worker-process';
import { putCourse, putItem } from '../../apps/sandbox/src/school/change-school';

const SLOTS = 10;
const FEW = 10;
const DISCOVERY_MS = 300_000;
const BYTES_PER_SECOND = 20_000;

/**
 * A school that downloads whole courses, one small and two large, and another one whose ten downloads have all begun:
 * alone, and behind two large courses.
 */
export async function measureCourses(videos: number, log: (text: string) => void) {
  const env = { MAX_CONCURRENT_DOWNLOADS: String(SLOTS) };
  const system = await TestSystem.start({ api: false, workers: 0, env });
  try {
    const api = await ApiProcess.start(system);
    system.origin = api.origin;
    await WorkerProcess.start(system);
    const school = new ApiClient(api.origin, system.tenantKeys.school ?? '');
    const other = new ApiClient(api.origin, system.tenantKeys.other ?? '');
    const sizes = { small: Math.round(videos / 100), large: videos, larger: videos };
    // Before the account is connected, which reads the list of its courses.
    for (const [id, size] of Object.entries(sizes)) makeCourse(system.sandbox, id, size);
    const account = await school.connect(ANA);
    const courses = new Courses(system, school, account, log);
    const small = await courses.measure('small', sizes.small);
    system.sandbox.throttle.bytesPerSecond = 0;
    const begunAloneMs = await beginFew(system, other, 'alone');
    const large = await courses.measure('large', videos);
    await courses.queue('larger', videos);
    // From now on videos take the time that small ones take.
    system.sandbox.throttle.bytesPerSecond = 0;
    const begunBehindMs = await beginFew(system, other, 'behind');
    log(`  ten behind ${String(2 * videos)}: ${begunBehindMs.toFixed(0)} ms`);
    return { small, large, begunAloneMs, begunBehindMs };
  } finally {
    await system.close();
  }
}

class Courses {
  constructor(
    private readonly system: TestSystem,
    private readonly client: Client,
    private readonly account: number,
    private readonly log: (text: string) => void,
  ) {}

  /** Reads the course once, so that its videos are known; then all of it is asked for. */
  async measure(id: string, videos: number) {
    await this.client.delete(`/batch-downloads/${await this.queue(id, videos)}`);
    const begun = performance.now();
    const batch = await this.downloadAll(id);
    const answeredMs = performance.now() - begun;
    await this.discovered(batch, videos);
    const times = { answeredMs, queuedMs: performance.now() - begun };
    this.log(
      `  ${String(videos)} videos: answered ${answeredMs.toFixed(0)} ms, queued ${times.queuedMs.toFixed(0)} ms`,
    );
    return times;
  }

  /** The batch, when all of the course is queued. */
  async queue(id: string, videos: number): Promise<string> {
    // What runs crawls meanwhile.
    this.system.sandbox.throttle.bytesPerSecond = BYTES_PER_SECOND;
    const batch = await this.downloadAll(id);
    await this.discovered(batch, videos);
    return batch;
  }

  private async downloadAll(id: string): Promise<string> {
    const asked = { credential_id: this.account };
    const { status, body } = await this.client.post<BatchBody>(`/courses/${id}/download-all`, asked);
    if (status !== 202) throw new Error(`download-all: ${String(status)} ${JSON.stringify(body)}`);
    return body.job_id;
  }

  private async discovered(batch: string, videos: number): Promise<void> {
    const { total } = await until(async () => {
      const { body } = await this.client.get<BatchBody>(`/batch-downloads/${batch}`);
      return body.status !== 'pending' && body;
    }, DISCOVERY_MS);
    if (total !== videos) throw new Error(`${String(total)} videos were queued, not ${String(videos)}`);
  }
}

function makeCourse({ school, origin }: TestSystem['sandbox'], id: string, videos: number): void {
  const course = putCourse(school, { id });
  for (let number = 0; number < videos; number += 1) {
    const url = `${origin}/media/museu.mp4?${id}=${String(number)}`;
    const updateTime = new Date(Date.UTC(2026, 3, 1, 0, number)).toISOString();
    putItem(course, { id: `i${String(number)}`, materials: [{ link: { url, title: id } }], updateTime });
  }
}

/** Until all have begun, in milliseconds. */
async function beginFew(system: TestSystem, client: Client, name: string): Promise<number> {
  const begun = performance.now();
  const url = (number: number) => `${system.sandbox.origin}/media/museu.mp4?${name}=${String(number)}`;
  const ids = await Promise.all(
    Array.from({ length: FEW }, async (_, number) => {
      const { body } = await client.post<{ id: string }>('/downloads', { url: url(number) });
      return body.id;
    }),
  );
  for (const id of ids) await until(async () => (await client.download(id)).status !== 'queued');
  return performance.now() - begun;
}
