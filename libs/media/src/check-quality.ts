import type { Quality } from './ytdlp/ytdlp-config';

/** Heights within a twentieth count as the same: 1278 × 718 is 720p. */
const SLACK = 0.05;

export type QualityCheck =
  | { kind: 'as-asked' }
  /** As near as the source can come. */
  | { kind: 'nearest'; note: string }
  /** Less than the source has. */
  | { kind: 'lower'; note: string };

/** @param offered sizes of the pictures that could be chosen from @param got the size of the one that came */
export function checkQuality(asked: Quality, offered: readonly number[], got: number | null): QualityCheck {
  const wanted = Number(asked);
  if (Number.isNaN(wanted) || got === null || offered.length === 0) return { kind: 'as-asked' };
  const fitting = offered.filter((size) => size <= wanted * (1 + SLACK));
  const best = fitting.length > 0 ? Math.max(...fitting) : Math.min(...offered);
  if (got < best * (1 - SLACK))
    return { kind: 'lower', note: `The source offered ${String(best)}p and gave ${String(got)}p.` };
  if (Math.abs(got - wanted) <= wanted * SLACK) return { kind: 'as-asked' };
  return {
    kind: 'nearest',
    note: `${asked}p was asked for; the nearest that the source has is ${String(got)}p.`,
  };
}
