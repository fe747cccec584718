// Before anything is painted: the theme that was chosen in this browser, and the language, whose texts the browser fetches
// while it still reads the page. A file of its own, because the policy of the page allows no script inside it.
// src/shell/appearance.svelte.ts and src/i18n/language.svelte.ts write what this reads.
(() => {
  const root = document.documentElement;
  const { texts } = document.currentScript.dataset;
  let language;
  try {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark' || theme === 'contrast') root.dataset.theme = theme;
    language = localStorage.getItem('language');
  } catch {
    // No storage: the system's theme and the browser's language hold.
  }
  if (language !== 'pt-BR' && language !== 'en') {
    const tag = navigator.languages.find((one) => /^(?:pt|en)\b/i.test(one)) ?? 'en';
    language = /^pt/i.test(tag) ? 'pt-BR' : 'en';
  }
  root.lang = language;
  // The system's wish for more contrast and the theme of that name have one palette: styles/tokens.css.
  const contrast = matchMedia('(prefers-contrast: more)');
  const followSystem = () => root.toggleAttribute('data-wants-contrast', contrast.matches);
  contrast.addEventListener('change', followSystem);
  followSystem();
  // Told by the build; while somebody works on the pages there is nothing to fetch early.
  if (texts === undefined) return;
  const { [language]: href } = JSON.parse(texts);
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
})();
