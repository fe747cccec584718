/** One line of a suite's table. */
export interface Line {
  cells: string[];
  /** Of the goal, where there is one. */
  isReached?: boolean;
}

/** Something that is measured in one run and printed as one table. */
export interface Suite {
  title: string;
  /** Under the title in docs/benchmarks.md: what was measured, how, and what it does not say. */
  about: string;
  /** Made by the suite, in docs/. */
  picture?: { path: string; alt: string };
  columns: string[];
  /** More settings of the PostgreSQL that it runs beside. */
  postgres?: Record<string, string>;
  /** @param log says what is being done */
  run: (log: (text: string) => void) => Promise<Line[]>;
}
