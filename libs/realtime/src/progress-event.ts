import type { Phase } from '@app/downloads';
import type { ProgressEvent } from './download-state';

const PHASES = new Set<unknown>(['resolving', 'downloading', 'merging', 'storing']);

/** A worker's report, as it came through Redis. Undefined: it is none. */
export function parseProgress(data: object): ProgressEvent | undefined {
  const told = data as Record<string, unknown>;
  const { download_id: downloadId, tenant_id: tenantId, run_id: runId, phase, at } = told;
  const { progress_percent: percent, downloaded_bytes: downloadedBytes } = told;
  if (typeof downloadId !== 'string' || typeof tenantId !== 'string' || typeof runId !== 'string')
    return undefined;
  if (typeof percent !== 'number' || typeof downloadedBytes !== 'number' || !PHASES.has(phase))
    return undefined;
  return {
    downloadId,
    tenantId,
    runId,
    phase: phase as Phase,
    percent,
    downloadedBytes,
    totalBytes: numberOrNull(told.total_bytes),
    speed: numberOrNull(told.speed),
    etaSeconds: numberOrNull(told.eta),
    ...(typeof at === 'number' ? { at } : {}),
  };
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
