import { formatBytes } from '@app/kernel';
import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { ApiDownload } from './api-client';
import { padded } from './format';

/** Shows how a batch goes: a bar a video on a terminal, a line a change elsewhere. */
export interface ProgressView {
  update(downloads: ApiDownload[]): void;
  stop(): void;
}

export function progressView(stream: NodeJS.WriteStream): ProgressView {
  return stream.isTTY ? new BarView(stream) : new LineView(stream);
}

const TITLE_WIDTH = 34;

class BarView implements ProgressView {
  private readonly bars = new Map<string, SingleBar>();
  private readonly all: MultiBar;

  constructor(stream: NodeJS.WriteStream) {
    this.all = new MultiBar(
      {
        format: '  {title} {bar} {percentage}%  {detail}',
        hideCursor: true,
        barsize: 24,
        stream,
        clearOnComplete: false,
        autopadding: true,
        emptyOnZero: true,
      },
      Presets.shades_classic,
    );
  }

  update(downloads: ApiDownload[]): void {
    for (const download of downloads) {
      const payload = { title: padded(titleOf(download), TITLE_WIDTH), detail: detailOf(download) };
      const percent = download.status === 'completed' ? 100 : download.progress_percent;
      const bar = this.bars.get(download.id) ?? this.all.create(100, 0, payload);
      this.bars.set(download.id, bar);
      bar.update(percent, payload);
    }
  }

  stop(): void {
    this.all.stop();
  }
}

class LineView implements ProgressView {
  private readonly last = new Map<string, string>();

  constructor(private readonly stream: NodeJS.WritableStream) {}

  update(downloads: ApiDownload[]): void {
    for (const download of downloads) {
      const state = download.phase ?? download.status;
      if (this.last.get(download.id) === state) continue;
      this.last.set(download.id, state);
      this.stream.write(
        `  ${padded(titleOf(download), TITLE_WIDTH)} ${state.padEnd(12)} ${detailOf(download)}\n`,
      );
    }
  }

  stop(): void {
    // Lines need no end.
  }
}

/** What a person calls it. */
export function titleOf({ title, video_metadata: media }: ApiDownload): string {
  return title ?? media?.title ?? 'video';
}

function detailOf(download: ApiDownload): string {
  if (download.status === 'completed') return `${formatBytes(download.file_size_bytes ?? 0)}, verified`;
  if (download.status === 'failed') return download.error_message ?? 'failed';
  if (download.status === 'queued') return 'waits';
  const speed = download.speed === null ? '' : `, ${formatBytes(download.speed)}/s`;
  return `${download.phase ?? ''} ${formatBytes(download.downloaded_bytes)}${speed}`;
}
