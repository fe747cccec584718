import { relative } from 'node:path';
import { delay, formatBytes, StartupError } from '@app/kernel';
import Table from 'cli-table3';
import { type ApiBatch, ApiClient, type ApiDownload } from './api-client';
import { padded, seconds } from './format';
import { progressView, titleOf } from './progress-view';

const TEACHER = 'ana.souza@escola-aurora.example';
const POLL_MS = 200;
const MAX_DURATION_MS = 5 * 60_000;
const NO_LINES_BETWEEN = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
const RUNNING = new Set(['pending', 'in_progress']);

export interface DemoOptions {
  origin: string;
  apiKey: string;
  /** Where the installation keeps its videos. */
  videosDir: string;
  out: NodeJS.WriteStream;
}

/** The main job once, through the REST API: connect, list the courses, download a whole one, show the files. */
export async function runDemo({ origin, apiKey, videosDir, out }: DemoOptions): Promise<void> {
  const say = (text: string) => out.write(`${text}\n`);
  const api = new ApiClient(origin, apiKey);
  const credentialId = await api.connect(TEACHER);
  say(`\nConnected the Google account ${TEACHER} (sandbox).\n`);
  const courses = await api.courses(credentialId);
  say(
    table(
      ['course', 'class', 'state', 'teacher'],
      courses.map((course) => [
        course.name,
        course.section ?? '',
        course.state.toLowerCase(),
        course.teachers.map(({ name }) => name ?? '').join(', '),
      ]),
    ),
  );
  const course = courses.find(({ state }) => state === 'ACTIVE');
  if (!course) throw new StartupError('The sandbox has no active course.');
  const chosen =
    courses.find(({ name }) => name.startsWith('História do Brasil 9º ano') && !name.includes('2025')) ??
    course;
  say(`\nDownloading all of “${chosen.name}”:\n`);
  const { batch, downloads } = await follow(
    api,
    (await api.downloadAll(chosen.id, credentialId)).job_id,
    out,
  );
  say(`\nThe files, in ${relative('.', videosDir)}/:\n`);
  say(filesTable(downloads));
  for (const { title, reason } of batch.blocked_videos)
    say(`Left out: ${title ?? 'a video'}. ${reason ?? ''}`);
  if (batch.status !== 'completed')
    throw new StartupError(`The batch ended as ${batch.status}. ${batch.error_message ?? ''}`);
}

async function follow(
  api: ApiClient,
  batchId: string,
  out: NodeJS.WriteStream,
): Promise<{ batch: ApiBatch; downloads: ApiDownload[] }> {
  const view = progressView(out);
  const until = Date.now() + MAX_DURATION_MS;
  try {
    for (;;) {
      const batch = await api.batch(batchId);
      const downloads = await api.downloads(batchId);
      view.update(downloads);
      if (!RUNNING.has(batch.status)) return { batch, downloads };
      if (Date.now() > until) throw new StartupError('The course was not downloaded within five minutes.');
      await delay(POLL_MS);
    }
  } finally {
    view.stop();
  }
}

function filesTable(downloads: ApiDownload[]): string {
  const rows = downloads.map((download) => [
    padded(titleOf(download), 20).trimEnd(),
    download.file_path ?? download.error_message ?? download.status,
    formatBytes(download.file_size_bytes ?? 0),
    seconds(download.video_metadata?.duration_seconds ?? 0),
    download.sha256?.slice(0, 12) ?? '',
    seconds((Date.parse(download.completed_at ?? '') - Date.parse(download.started_at ?? '')) / 1000),
  ]);
  return table(['video', 'file', 'size', 'length', 'sha256', 'took'], rows);
}

function table(head: string[], rows: string[][]): string {
  const drawn = new Table({ head, style: { head: [], border: [] }, chars: NO_LINES_BETWEEN });
  drawn.push(...rows);
  return drawn.toString();
}
