interface Percent {
  pct: number;
}

export function problemsOf(run: {
  status: number | null;
  coverage?: { lines: Percent; branches: Percent };
}): string[];
