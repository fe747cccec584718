const CONTROLS = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea';
const LISTS = new Set(['UL', 'OL', 'TBODY', 'TABLE']);

/**
 * Finds another place for the focus where a change takes away what had it: a row that is gone, a question that is
 * answered. A browser would begin at the top of the page again, and ears hear nothing.
 */
export function keepFocus(root: HTMLElement): { destroy: () => void } {
  let last: { element: HTMLElement; within: HTMLElement[] } | undefined;
  const isLost = () => document.activeElement === null || document.activeElement === document.body;

  function note({ target }: FocusEvent) {
    if (target instanceof HTMLElement) last = { element: target, within: ancestorsOf(target, root) };
  }
  /** Who presses beside it has left it by themselves. */
  function leave() {
    setTimeout(() => {
      if (last?.element.isConnected && !last.element.matches(':disabled') && isLost()) last = undefined;
    });
  }
  function look() {
    if (!last || !isLost()) return;
    // What is busy for a while has the focus again afterwards.
    if (last.element.isConnected) {
      if (!last.element.matches(':disabled')) last.element.focus({ preventScroll: true });
      return;
    }
    placeFor(last.within)?.focus({ preventScroll: true });
  }
  // After whoever takes away has had time to place the focus by themselves.
  const observer = new MutationObserver(() => setTimeout(look));
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  root.addEventListener('focusin', note);
  root.addEventListener('focusout', leave);
  return {
    destroy: () => {
      observer.disconnect();
      root.removeEventListener('focusin', note);
      root.removeEventListener('focusout', leave);
    },
  };
}

function ancestorsOf(element: HTMLElement, root: HTMLElement): HTMLElement[] {
  const ancestors: HTMLElement[] = [];
  for (let each = element.parentElement; each && each !== root.parentElement; each = each.parentElement)
    ancestors.push(each);
  return ancestors;
}

/** The heading of the part that it was in, or what can be done there. Not the next row: the same key would act there. */
function placeFor(within: readonly HTMLElement[]): HTMLElement | undefined {
  for (const part of within.filter((each) => each.isConnected && !LISTS.has(each.tagName))) {
    const heading = part.querySelector<HTMLElement>('h1, h2, h3');
    if (heading?.checkVisibility()) {
      heading.setAttribute('tabindex', '-1');
      return heading;
    }
    const control = part.querySelector<HTMLElement>(CONTROLS);
    if (control) return control;
  }
  return undefined;
}
