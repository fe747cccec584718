import { readFile } from 'node:fs/promises';

/** What `Profiler.stop` of V8's inspector answers, as far as it is read here. */
interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  /** Microseconds. */
  timeDeltas: number[];
}

export interface Spent {
  where: string;
  ms: number;
}

/** Time of the processor by the library or the part of ours that spent it itself, the most first; without idleness. */
export async function spentByPackage(path: string): Promise<Spent[]> {
  const { nodes, samples, timeDeltas } = JSON.parse(await readFile(path, 'utf8')) as CpuProfile;
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const spent = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const where = places.get(id) ?? '';
    spent.set(where, (spent.get(where) ?? 0) + (timeDeltas[index] ?? 0) / 1_000);
  }
  for (const none of ['(idle)', 'node:inspector']) spent.delete(none);
  return [...spent].map(([where, ms]) => ({ where, ms })).sort((one, other) => other.ms - one.ms);
}

/** As `typeorm`, `libs/downloads`, `node:net`; what is no JavaScript has the name of its function, as `writev`. */
function placeOf({ functionName, url }: CpuProfile['nodes'][number]['callFrame']): string {
  if (url === '') return functionName;
  const library = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  const ours = /\/dist\/((?:libs|apps)\/[^/]+)/.exec(url)?.[1];
  return library ?? ours ?? (/^node:(?:internal\/)?[^/]+/.exec(url)?.[0] || url);
}
