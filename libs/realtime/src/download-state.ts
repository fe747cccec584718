import type { LiveDownload, Phase, RunProgress } from '@app/downloads';

/** What a worker reports while it runs a download. */
export interface ProgressEvent extends RunProgress {
  downloadId: string;
  tenantId: string;
  runId: string;
  /** Milliseconds since 1970, by the clock of the worker. */
  at?: number;
}

type Live = Pick<ProgressEvent, 'phase' | 'downloadedBytes' | 'totalBytes' | 'speed' | 'etaSeconds'>;

/** A download as those who watch know it: its row, and what was heard since. */
export interface DownloadState {
  row: LiveDownload;
  /** In tenths of a percent. It falls only when the download is begun anew. */
  tenths: number;
  /** What its run reported after the row was read. */
  live: Live | null;
  /** Runs that the row does not belong to: nothing they say counts any more. */
  unknownRuns: readonly string[];
}

const MAX_UNKNOWN_RUNS = 10;
const PHASES: readonly (Phase | null)[] = [null, 'resolving', 'downloading', 'merging', 'storing'];

/** The state after the row was read. Rows are read one after the other, so each is newer than the one before. */
export function withRow(before: DownloadState | undefined, row: LiveDownload): DownloadState {
  const unknownRuns = before?.unknownRuns ?? [];
  const live = before && isSameRun(before.row, row) && isAhead(before.live, row) ? before.live : null;
  const tenths = tenthsOf(row, live);
  if (!before || isBegunAnew(before.row, row)) return { row, live: null, unknownRuns, tenths };
  return { row, live, unknownRuns, tenths: Math.max(before.tenths, tenths) };
}

/** The state after a report; undefined: of a run that is over, of another tenant, or after the end. */
export function withProgress(state: DownloadState, event: ProgressEvent): DownloadState | undefined {
  const { row } = state;
  const isOurs = event.runId === row.runId && event.tenantId === row.tenantId;
  if (!isOurs || row.status !== 'running') return undefined;
  const { phase, downloadedBytes, totalBytes, speed, etaSeconds } = event;
  const live = { phase, downloadedBytes, totalBytes: totalBytes ?? row.totalBytes, speed, etaSeconds };
  const progressPercent = Math.max(row.progressPercent, event.percent);
  return { ...state, live, tenths: Math.max(state.tenths, tenthsOf({ ...row, progressPercent }, live)) };
}

/** True when only a look at the row can tell whether the report is of a newer run or of one that is over. */
export function needsRow({ row, unknownRuns }: DownloadState, { runId, tenantId }: ProgressEvent): boolean {
  return tenantId === row.tenantId && runId !== row.runId && !unknownRuns.includes(runId);
}

/** The row was read after this run had reported, and is not its: it never will be. */
export function withUnknownRun(state: DownloadState, runId: string): DownloadState {
  return { ...state, unknownRuns: [...state.unknownRuns, runId].slice(-MAX_UNKNOWN_RUNS) };
}

function isSameRun(before: LiveDownload, row: LiveDownload): boolean {
  return row.status === 'running' && before.status === 'running' && before.runId === row.runId;
}

/** Rows are written once a second, reports come twice. */
function isAhead(live: Live | null, row: LiveDownload): boolean {
  if (live === null) return false;
  const [heard, written] = [PHASES.indexOf(live.phase), PHASES.indexOf(row.phase)];
  return heard > written || (heard === written && live.downloadedBytes >= row.downloadedBytes);
}

/** Tried again by hand: every other way back to queued keeps when the first run began, and how far it came. */
function isBegunAnew(before: LiveDownload, row: LiveDownload): boolean {
  return before.startedAt !== null && before.startedAt.getTime() !== row.startedAt?.getTime();
}

/** To one decimal, where the bytes tell it; 100 only for a file that is stored. */
function tenthsOf({ status, progressPercent, ...row }: LiveDownload, live: Live | null): number {
  if (status === 'completed') return 1000;
  const { downloadedBytes, totalBytes } = live ?? row;
  const told = Math.round(Math.min(99, progressPercent) * 10);
  if (totalBytes === null || totalBytes <= 0) return told;
  const exact = Math.floor((downloadedBytes / totalBytes) * 1000);
  return exact > told && exact < told + 10 ? exact : told;
}
