/** Those that join letters and pictures stay. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu;

/**
 * One line of text without what nobody sees: characters are composed, controls and line breaks become spaces, marks that
 * turn the direction go, spaces are single. Markup stays as it is: whoever shows a text escapes it.
 */
export function sanitizeText(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
