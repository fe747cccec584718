import { LinkifyIt } from 'linkify-it';

const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false, fuzzyIP: false });
const MAX_LINKS = 100;

/** Every web address in a text that people wrote, also those without http:// in front. */
export function linksInText(text: string | null | undefined): string[] {
  const found = text ? (linkify.match(text) ?? []) : [];
  const addresses = found.map(({ url, schema }) => (schema === '' ? url.replace(/^http:/, 'https:') : url));
  return [...new Set(addresses.filter((address) => /^https?:/i.test(address)))].slice(0, MAX_LINKS);
}
