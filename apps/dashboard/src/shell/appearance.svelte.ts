export const THEMES = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

const root = document.documentElement;
let current = $state<Theme>((root.dataset.theme as Theme | undefined) ?? 'system');

/** Light or dark as the system has it, unless somebody chose. public/appearance.js reads it before the first paint. */
export const theme = {
  get now(): Theme {
    return current;
  },

  choose(next: Theme): void {
    current = next;
    if (next === 'system') delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      if (next === 'system') localStorage.removeItem('theme');
      else localStorage.setItem('theme', next);
    } catch {
      // It holds until the page is closed.
    }
  },
};
