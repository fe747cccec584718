export interface Toast {
  text: string;
  /** The way back or on, while the toast is there. */
  action?: { name: string; run: () => void };
  /** When it has gone without its action. */
  gone?: () => void | Promise<void>;
}

const SHOWN_MS = 6000;
const UNDO_MS = 10_000;

interface Shown extends Toast {
  id: number;
  leftMs: number;
}

let shown = $state.raw<Shown[]>([]);
let lastId = 0;

/** Short words about what was just done; what can be undone stays ten seconds. */
export const toasts = {
  get shown(): Shown[] {
    return shown;
  },

  /** @returns its id */
  show(toast: Toast): number {
    lastId += 1;
    const all = [...shown, { ...toast, id: lastId, leftMs: toast.action ? UNDO_MS : SHOWN_MS }];
    for (const dropped of all.slice(0, -3)) void dropped.gone?.();
    shown = all.slice(-3);
    return lastId;
  },

  /** It says what is no longer so: it goes, and nothing is done with it. */
  withdraw(id: number): void {
    take(id);
  },

  act(id: number): void {
    const toast = take(id);
    toast?.action?.run();
  },

  dismiss(id: number): void {
    void take(id)?.gone?.();
  },

  /** Everything at once, done when what they waited with is done: before somebody signs out. */
  async dismissAll(): Promise<void> {
    await Promise.all(takeAll().map(async ({ gone }) => gone?.()));
  },

  /** The session is over: what was not done yet is not done, least of all as the next person. */
  undoAll(): void {
    for (const { gone, action } of takeAll()) if (gone) action?.run();
  },
};

function takeAll(): Shown[] {
  const all = shown;
  shown = [];
  return all;
}

function take(id: number): Shown | undefined {
  const toast = shown.find((one) => one.id === id);
  shown = shown.filter((one) => one.id !== id);
  return toast;
}
