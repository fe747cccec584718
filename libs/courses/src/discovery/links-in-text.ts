import { TEXT_LIMITS } from '@app/kernel';
import { LinkifyIt } from 'linkify-it';

const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false, fuzzyIP: false });
// What begins in these ways is no web address, and may have one in it.
for (const schema of ['ftp:', 'mailto:', '//']) linkify.add(schema, null);
const MAX_LINKS = 100;

/** Every web address in a text that people wrote, also those without http:// in front. */
export function linksInText(text: string | null | undefined): string[] {
  const found = wordsOf(text ?? '').flatMap((word) => linkify.match(word) ?? []);
  const addresses = found.map(({ url, schema }) => (schema === '' ? url.replace(/^http:/, 'https:') : url));
  return [...new Set(addresses.filter((address) => /^https?:/i.test(address)))].slice(0, MAX_LINKS);
}

/**
 * A link ends with its word. From each http on, linkify reads up to 10,000 characters again: words that are too long for a
 * link are taken apart where one may begin.
 */
function wordsOf(text: string): string[] {
  const words = text.split(/[\p{Z}\p{Cc}]+/u);
  return words.flatMap((word) => (word.length > TEXT_LIMITS.url ? word.split(/(?=https?:)/i) : [word]));
}
