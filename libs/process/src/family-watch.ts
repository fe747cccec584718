import { readdirSync, readFileSync } from 'node:fs';
import type { ProcessBounds } from './process-runner';
import type { ExceededBound } from './process.errors';

const EVERY_MS = 500;
/** What Linux calls a page on every machine that Node runs on without a special build. */
const PAGE_BYTES = 4096;

interface Watched {
  pid: number;
  bounds: ProcessBounds;
  onExceeded: (bound: ExceededBound) => void;
}

interface Seen {
  parent: number;
  residentBytes: number;
}

/**
 * Looks twice a second what programs and everything they have started use together: limits of the kernel hold for one
 * process, and yt-dlp is many. Reads /proc without waiting, because nothing there comes from a disk; where there is no
 * /proc, nothing is watched.
 */
class FamilyWatch {
  private readonly watched = new Set<Watched>();
  private timer?: NodeJS.Timeout;

  /** Watches a process until the answer is called. */
  watchFamily(pid: number, bounds: ProcessBounds, onExceeded: Watched['onExceeded']): () => void {
    const entry = { pid, bounds, onExceeded };
    this.watched.add(entry);
    this.timer ??= setInterval(() => this.sample(), EVERY_MS).unref();
    return () => {
      this.watched.delete(entry);
      if (this.watched.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  }

  private sample(): void {
    const children = childrenOf(allProcesses());
    for (const { pid, bounds, onExceeded } of [...this.watched]) {
      const family = familyOf(pid, children);
      const bytes = family.reduce((sum, { residentBytes }) => sum + residentBytes, 0);
      if (bytes > bounds.memoryBytes) onExceeded('memory');
      else if (family.length > bounds.processes) onExceeded('processes');
    }
  }
}

export const familyWatch = new FamilyWatch();

function allProcesses(): Map<number, Seen> {
  const seen = new Map<number, Seen>();
  try {
    for (const name of readdirSync('/proc')) {
      const process = /^\d+$/.test(name) ? seenIn(name) : undefined;
      if (process) seen.set(Number(name), process);
    }
  } catch {
    // No /proc here.
  }
  return seen;
}

function seenIn(pid: string): Seen | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name stands in brackets and may hold anything; the parent is field 4, the resident pages are field 24.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), residentBytes: Number(fields[21]) * PAGE_BYTES };
  } catch {
    return undefined;
  }
}

type Children = Map<number, { pid: number; residentBytes: number }[]>;

function childrenOf(processes: Map<number, Seen>): Children {
  const children: Children = new Map();
  for (const [pid, { parent, residentBytes }] of processes) {
    const siblings = children.get(parent);
    if (siblings) siblings.push({ pid, residentBytes });
    else children.set(parent, [{ pid, residentBytes }]);
  }
  return children;
}

/** Everything below a process. The process itself is our own guard, which takes nothing. */
function familyOf(pid: number, children: Children): { residentBytes: number }[] {
  const family: { pid: number; residentBytes: number }[] = [...(children.get(pid) ?? [])];
  for (const member of family) family.push(...(children.get(member.pid) ?? []));
  return family;
}
