import { trimEndOf } from '@app/kernel';

const MAX_NAME_BYTES = 200;
/** What is read of a title: putting thousands of combining marks in order takes longer than in proportion. */
const MAX_READ_LENGTH = 1_000;
/** Controls, separators, what Windows forbids, and the marks that reverse reading direction. */
const FORBIDDEN = /[\p{Cc}\p{Cs}/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Names of devices on Windows, also with anything behind a dot. */
const RESERVED = /^(con|prn|aux|nul|(com|lpt)[\d¹²³])\s*(\.|$)/i;
const MAX_EXTENSION_LENGTH = 16;

/**
 * A file name made from a title: letters of every script stay, what could name another place or confuse a reader
 * goes, and the whole keeps below 200 bytes with its extension.
 */
export function fileNameFrom(title: string, extension: string): string {
  const letters = extension.replace(/[^a-z0-9]/gi, '').slice(0, MAX_EXTENSION_LENGTH);
  const suffix = `.${letters.toLowerCase() || 'bin'}`;
  const cleaned = title
    .slice(0, MAX_READ_LENGTH)
    .normalize('NFC')
    .replace(FORBIDDEN, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+/, '');
  const name = trimEndOf(cutToBytes(cleaned, MAX_NAME_BYTES - suffix.length), /[\s.]/);
  return `${name === '' || RESERVED.test(name) ? 'video' : name}${suffix}`;
}

/** The longest beginning of `text` that fits in `bytes`, never cutting a character that a person sees as one. */
function cutToBytes(text: string, bytes: number): string {
  let size = 0;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    size += Buffer.byteLength(segment);
    if (size > bytes) break;
    kept += segment;
  }
  return kept;
}
