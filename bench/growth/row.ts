import type { Installation } from './installation';

/** One thing that must stay quick however much there is. */
export interface Row {
  what: string;
  /** Of the median with a long history. */
  goalMs: number;
  /** How much slower than with a short history it may be; without it only the time counts. */
  maxRatio?: number;
  samples?: number;
  /** Before each measurement, and not part of it. */
  prepare?: (installation: Installation) => Promise<void>;
  run: (installation: Installation) => Promise<void>;
}

/** A GET that has to succeed. */
export function getRow(what: string, path: string, { by = 'key', ...rest }: GetOptions): Row {
  return {
    what,
    ...rest,
    run: async (installation) => {
      const { status, body } = await installation[by].get(path);
      if (status !== 200) throw new Error(`${path}: ${String(status)} ${JSON.stringify(body)}`);
    },
  };
}

interface GetOptions extends Pick<Row, 'goalMs' | 'samples' | 'prepare'> {
  /** Who asks: an API key, which sees its tenant; a person, who sees their own; a scraper on this machine. */
  by?: 'key' | 'person' | 'scraper';
}
