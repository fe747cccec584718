/** What waits and runs in the whole installation. */
export interface QueueFigures {
  waiting: number | undefined;
  running: number | undefined;
  /** Handed to the workers already. */
  handedOut: number | undefined;
}

/** Of what the installation tells Prometheus. */
export function queueFiguresIn(text: string): QueueFigures {
  return {
    waiting: valueOf(text, 'cdl_backlog', {}),
    running: valueOf(text, 'cdl_downloads_current', { status: 'running' }) ?? 0,
    handedOut: valueOf(text, 'cdl_queue_jobs', { state: 'waiting' }),
  };
}

/** Of one sample of the Prometheus text format: `name{label="value"} 12`. */
function valueOf(text: string, name: string, labels: Record<string, string>): number | undefined {
  const line = text
    .split('\n')
    .find(
      (one) =>
        (one.startsWith(`${name} `) || one.startsWith(`${name}{`)) &&
        Object.entries(labels).every(([label, value]) => one.includes(`${label}="${value}"`)),
    );
  const value = Number(line?.split(' ').at(-1));
  return Number.isFinite(value) ? value : undefined;
}
