import type { Backlog, JobRow } from '@app/queue';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';

type Statuses = Parameters<BullMQAdapter['getJobs']>[0];
type Job = Awaited<ReturnType<BullMQAdapter['getJobs']>>[number];

/** A queue on the board, read-only: beside the payload of each job what our row says now, and a link to that alone. */
export class BacklogAdapter extends BullMQAdapter {
  constructor(
    private readonly backlog: Backlog,
    rowsPath: string,
  ) {
    const { queue } = backlog.queue;
    super(queue, {
      readOnlyMode: true,
      externalJobUrl: ({ id }) => ({
        displayText: 'Row',
        href: `${rowsPath}/${queue.name}/${encodeURIComponent(id ?? '')}`,
      }),
    });
  }

  override async getJobs(statuses: Statuses, start?: number, end?: number): Promise<Job[]> {
    return this.withRows(await super.getJobs(statuses, start, end));
  }

  override async getJob(id: string): Promise<Job | undefined> {
    const job = await super.getJob(id);
    return job && (await this.withRows([job]))[0];
  }

  /** What our row of a job says. */
  async findRow(id: string): Promise<JobRow | undefined> {
    const job = await super.getJob(id);
    return job && (await this.backlog.rowsOf([job.data as object]))[0];
  }

  /** Only what is shown: nothing writes these jobs back. */
  private async withRows(jobs: readonly Job[]): Promise<Job[]> {
    const rows = await this.backlog.rowsOf(jobs.map(({ data }) => data as object));
    return jobs.map((job, index) =>
      Object.assign(job, { data: { ...(job.data as object), row: rows[index] ?? null } }),
    );
  }
}
