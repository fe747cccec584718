type Extension = 'jpg' | 'png' | 'webp';

const SIGNATURES: readonly [extension: Extension, offset: number, signature: string][] = [
  ['jpg', 0, '\xff\xd8\xff'],
  ['png', 0, '\x89PNG\r\n'],
  ['webp', 8, 'WEBPVP8'],
];

/** Which picture the bytes are, whatever their source says; undefined for what no browser need show. */
export function imageTypeOf(bytes: Buffer): Extension | undefined {
  const head = bytes.toString('latin1', 0, 16);
  return SIGNATURES.find(([, offset, signature]) => head.startsWith(signature, offset))?.[0];
}
