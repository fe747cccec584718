import { itReturns } from '@app/testing/table';
import { create as contentDisposition } from 'content-disposition';
import { asciiName } from './ascii-name';

const NAMES: [string, string][] = [
  ['Gravação da aula 3.mp4', 'Gravacao da aula 3.mp4'],
  ['Grava\u0063\u0327a\u0303o.mp4', 'Gravacao.mp4'],
  ['Straße – Łódź.mp4', 'Strasse - Lodz.mp4'],
  ['光合作用 8º.mp4', '____ 8o.mp4'],
  ['🌱.mp4', '_.mp4'],
  ['plain.mp4', 'plain.mp4'],
];

describe(asciiName, () => {
  itReturns('should write %j as %j', asciiName, NAMES);

  it.each(NAMES)('should be told beside %j only where they differ: %j', (name, ascii) => {
    const header = contentDisposition(name, { fallback: ascii });
    expect(header.replaceAll('"', '')).toContain(`filename=${ascii}`);
    expect(header.includes('filename*=')).toBe(name !== ascii);
  });
});
