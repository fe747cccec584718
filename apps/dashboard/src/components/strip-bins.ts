import type { Schemas } from '../api/client';

type CoverageState = Schemas['CoverageState'];

/** More cells than this are drawn together. */
const MAX_CELLS = 160;
/** Of a bin, what asks for attention is shown. */
export const STATES_BY_WEIGHT: CoverageState[] = [
  'running',
  'failed',
  'waiting',
  'queued',
  'missing',
  'blocked',
  'saved',
];

/** What the cells of a strip show: one video each, or a few neighbours where there are too many. */
export function cellsOf(states: readonly CoverageState[], most = MAX_CELLS): CoverageState[] {
  if (states.length <= most) return [...states];
  const size = Math.ceil(states.length / most);
  const bins = Array.from({ length: Math.ceil(states.length / size) }, (_, index) =>
    states.slice(index * size, (index + 1) * size),
  );
  return bins.map((bin) => STATES_BY_WEIGHT.find((state) => bin.includes(state)) ?? 'missing');
}
