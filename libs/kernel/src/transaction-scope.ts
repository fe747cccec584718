import { AsyncLocalStorage } from 'node:async_hooks';

interface Scope {
  isOpen: boolean;
}

const scope = new AsyncLocalStorage<Scope>();

let tell: (problem: Error) => void = (problem) => process.emitWarning(problem);

/** Everything that `work` does belongs to an open transaction, until it ends. Only libs/database calls this. */
export async function withinTransaction<T>(work: () => Promise<T>): Promise<T> {
  const open: Scope = { isOpen: true };
  try {
    return await scope.run(open, work);
  } finally {
    open.isOpen = false;
  }
}

/**
 * Called wherever a call to somebody else begins: Google, the web, Redis, a program, a disk. A transaction that waits for
 * them keeps its connection and its locks for as long as they please. Tests fail of it; a running service warns.
 */
export function refuseInTransaction(what: string): void {
  if (scope.getStore()?.isOpen !== true) return;
  tell(new Error(`${what} inside an open transaction, which keeps a connection to PostgreSQL meanwhile`));
}

/** For tests: what a call inside a transaction comes to. */
export function onCallInTransaction(reaction: (problem: Error) => void): void {
  tell = reaction;
}
