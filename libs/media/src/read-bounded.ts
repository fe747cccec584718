import { CompanionUnusable } from './media.errors';

/** All of a response's body. @throws CompanionUnusable when it is larger than `maxBytes`; what is left of it is not waited for. */
export async function readBounded(
  body: AsyncIterable<Buffer> & { destroy(): unknown },
  maxBytes: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) {
      body.destroy();
      throw new CompanionUnusable(`it is larger than ${String(maxBytes)} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
