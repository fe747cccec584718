// Before anything is painted: the theme and language that were chosen in this browser. A file of its own, because the
// policy of the page allows no script inside it. src/shell/appearance.svelte.ts writes what this reads.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark' || theme === 'contrast') root.dataset.theme = theme;
    const language = localStorage.getItem('language');
    if (language === 'pt-BR' || language === 'en') root.lang = language;
  } catch {
    // No storage: the system's theme and the browser's language hold.
  }
})();
