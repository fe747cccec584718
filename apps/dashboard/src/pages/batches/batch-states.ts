import type { Schemas } from '../../api/client';

type Batch = Schemas['Batch'];

/** A cell for each video: what is there first, what is not to be had last. What was cancelled is missing. */
export function statesOf(batch: Batch): Schemas['CoverageState'][] {
  const counts: [Schemas['CoverageState'], number][] = [
    ['saved', batch.completed + batch.skipped],
    ['running', batch.in_progress],
    ['queued', batch.queued],
    ['failed', batch.failed],
    ['missing', batch.cancelled],
    ['blocked', batch.blocked],
  ];
  return counts.flatMap(([state, count]) => Array.from({ length: count }, () => state));
}

export function isMoving({ status }: Pick<Batch, 'status'>): boolean {
  return status === 'pending' || status === 'in_progress';
}

export interface Reason<One> {
  code: string;
  ones: One[];
}

/** What went wrong in the same way stands together, what happened most first. */
export function byReason<One>(ones: readonly One[], codeOf: (one: One) => string | null): Reason<One>[] {
  const reasons = new Map<string, One[]>();
  for (const one of ones) {
    const code = codeOf(one) ?? '';
    reasons.set(code, [...(reasons.get(code) ?? []), one]);
  }
  return [...reasons]
    .map(([code, those]) => ({ code, ones: those }))
    .sort((a, b) => b.ones.length - a.ones.length);
}
