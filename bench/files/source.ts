import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface Source {
  /** `127.0.0.1:<port>` */
  host: string;
  /** As many addresses of one film as are wanted, none of which was told before. */
  addresses: (film: string, count: number) => string[];
  /** The same of pages that each show one film. */
  pages: (film: string, count: number) => string[];
  close: () => Promise<void>;
}

/** Starts the server that the films come from, as a process of its own. */
export async function startSource(films: Record<string, string>): Promise<Source> {
  const child = fork(join(__dirname, 'source-server.js'), {
    env: { PATH: process.env.PATH, FILMS: JSON.stringify(films) },
  });
  const [{ port }] = (await once(child, 'message')) as [AddressInfo];
  const host = `127.0.0.1:${String(port)}`;
  let told = 0;
  const pages = (film: string, count: number) =>
    Array.from({ length: count }, () => `http://${host}/${film}/${String((told += 1))}`);
  return {
    host,
    pages,
    addresses: (film, count) => pages(film, count).map((page) => `${page}.mp4`),
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
