import type { LiveDownload } from '@app/downloads';
import type { Viewer } from '@app/kernel';
import { Channel } from './channel';
import { downloadMessage } from './download-message';
import {
  type DownloadState,
  needsRow,
  type ProgressEvent,
  withProgress,
  withRow,
  withUnknownRun,
} from './download-state';
import { Pacer } from './pacer';

const MESSAGES_PER_SECOND = 2;
/** Reports whose run is not known yet, of one download. */
const MAX_HELD = 4;

interface HeldEvent {
  event: ProgressEvent;
  heardAt: number;
}

/** One download that somebody watches. */
export class DownloadFeed {
  readonly channel = new Channel();
  private state?: DownloadState;
  private madeAt?: number;
  private held: HeldEvent[] = [];
  private readonly pacer = new Pacer(MESSAGES_PER_SECOND, () => this.publish());

  /** @param now the time that is the same at every replica */
  constructor(private readonly now: () => Date) {}

  get row(): LiveDownload | undefined {
    return this.state?.row;
  }

  get isKnown(): boolean {
    return this.state !== undefined;
  }

  /** @param readAt by `performance.now()`, when the reading began */
  applyRow(row: LiveDownload, readAt: number): void {
    let state = withRow(this.state, row);
    for (const { event, heardAt } of this.held) {
      const reported = withProgress(state, event);
      if (reported) state = reported;
      else if (heardAt < readAt && needsRow(state, event)) state = withUnknownRun(state, event.runId);
    }
    this.held = this.held.filter(({ event }) => needsRow(state, event));
    this.madeAt = undefined;
    this.change(state);
  }

  /** True when the row has to be read, because the report is of a run that is not known. */
  applyProgress(event: ProgressEvent): boolean {
    if (!this.state || needsRow(this.state, event)) {
      this.held = [...this.held, { event, heardAt: performance.now() }].slice(-MAX_HELD);
      return true;
    }
    const state = withProgress(this.state, event);
    if (!state) return false;
    this.madeAt = event.at;
    this.change(state);
    return false;
  }

  stop(): void {
    this.pacer.stop();
  }

  private change(state: DownloadState): void {
    this.state = state;
    this.pacer.request();
  }

  /** An end is told once; its picture, made later, is for those who come after. False: it would say what was said. */
  private publish(): boolean {
    const { state } = this;
    if (!state) return false;
    const message = downloadMessage(state, this.madeAt, this.now());
    const told = this.channel.message;
    if (message.saysSameAs(told)) return false;
    if (message.isFinal && message.id === told?.id) {
      this.channel.confirm(message);
      return false;
    }
    this.channel.publish(message, (viewer) => maySee(viewer, state.row));
    return true;
  }
}

/** Of what others have asked for, people see what is complete: see `sees` in libs/downloads. */
function maySee({ tenantId, requester, seesTenant }: Viewer, row: LiveDownload): boolean {
  if (row.tenantId !== tenantId) return false;
  return seesTenant || row.requester === requester || row.status === 'completed';
}
