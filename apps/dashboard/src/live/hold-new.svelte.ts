import { untrack } from 'svelte';

interface Listed<Row> {
  /** Another one is another list: all of it is shown at once. */
  of: () => string;
  /** As it was read last. */
  rows: () => readonly Row[] | undefined;
  idsOf: (row: Row) => readonly string[];
  /** The row with those alone; undefined: nothing of it is left. */
  only: (row: Row, isKnown: (id: string) => boolean) => Row | undefined;
  /** Whether what is new has to wait. */
  isHeld: () => boolean;
}

/**
 * A list that is read again while somebody looks at it. Its values change; what is new waits until it is asked for, so that
 * nothing moves under a finger.
 */
export function holdNew<Row>({ of, rows, idsOf, only, isHeld }: Listed<Row>) {
  let known = $state.raw<{ of: string; ids: ReadonlySet<string> }>();
  const isAll = $derived(known?.of !== of());
  const isKnown = (id: string) => isAll || known?.ids.has(id) === true;
  const showAll = () => {
    const list = rows();
    if (list) known = { of: of(), ids: new Set(list.flatMap(idsOf)) };
  };

  $effect.pre(() => {
    if (rows() === undefined) return;
    if (untrack(() => isAll || known?.ids.size === 0 || !isHeld())) untrack(showAll);
  });

  return {
    /** What is shown; undefined: nothing was read yet. */
    get rows(): readonly Row[] | undefined {
      return rows()?.flatMap((row) => only(row, isKnown) ?? []);
    },
    /** How many ids wait. */
    get waiting(): number {
      return (rows() ?? []).flatMap(idsOf).filter((id) => !isKnown(id)).length;
    },
    showAll,
  };
}
