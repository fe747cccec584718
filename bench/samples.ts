export interface Samples {
  medianMs: number;
  p95Ms: number;
}

interface Sampled {
  /** How often it is measured. */
  samples: number;
  /** Before each measurement, and not part of it. */
  prepare?: () => Promise<void>;
  run: () => Promise<void>;
}

/** The first run warms up and does not count. */
export async function sample({ samples, prepare, run }: Sampled): Promise<Samples> {
  const took: number[] = [];
  for (let done = 0; done <= samples; done += 1) {
    await prepare?.();
    const started = performance.now();
    await run();
    if (done > 0) took.push(performance.now() - started);
  }
  took.sort((one, other) => one - other);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { medianMs: at(0.5), p95Ms: at(0.95) };
}

export function median(values: number[]): number {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
