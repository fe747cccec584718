import { itReturns } from '@app/testing/table';
import fc from 'fast-check';
import { LineSplitter } from './line-splitter';
import { OutputTail, OutputWhole } from './process-output';

function linesOf(...chunks: (string | Buffer)[]): string[] {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.write(Buffer.from(chunk));
  splitter.end();
  return lines;
}

describe(LineSplitter, () => {
  itReturns('should end lines at %s', (chunks: string[]) => linesOf(...chunks), {
    LF: [['one\ntwo\n'], ['one', 'two']],
    'CR, as progress bars do': [['10%\r20%\r30%\n'], ['10%', '20%', '30%']],
    'CR LF': [['one\r\ntwo\r\n'], ['one', 'two']],
    'CR LF that comes in two parts': [
      ['one\r', '\ntwo'],
      ['one', 'two'],
    ],
    'the end': [['one\nlast'], ['one', 'last']],
    'a line in parts': [
      ['o', 'n', 'e\nt', 'wo\n'],
      ['one', 'two'],
    ],
    'empty lines, which are left out': [['\n\none\n\n\r\r\ntwo\n\n'], ['one', 'two']],
    nothing: [[], []],
    'spaces, which stay': [['  one \n'], ['  one ']],
  });

  it('should hand a line over as soon as it is there', () => {
    const lines: string[] = [];
    const splitter = new LineSplitter((line) => lines.push(line));
    splitter.write(Buffer.from('one\rtw'));
    expect(lines).toEqual(['one']);
    splitter.write(Buffer.from('o\r'));
    expect(lines).toEqual(['one', 'two']);
  });

  it('should put characters together that were split between two chunks', () => {
    const bytes = Buffer.from('ação 🏖️ 漢\nfim');
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(linesOf(bytes.subarray(0, at), bytes.subarray(at))).toEqual(['ação 🏖️ 漢', 'fim']);
    }
  });

  it('should show a character that never became whole', () => {
    expect(linesOf(Buffer.from('é').subarray(0, 1))).toEqual(['\ufffd']);
  });

  it('should find the same lines however the output is cut', () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\r\n]/.test(text));
    const ended = fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n'));
    fc.assert(
      fc.property(fc.array(ended), fc.array(fc.nat(200)), (parts, cuts) => {
        const bytes = Buffer.from(parts.map(([text, end]) => text + end).join(''));
        const at = [...new Set([0, ...cuts, bytes.length])].filter((cut) => cut <= bytes.length);
        const places = at.sort((left, right) => left - right);
        const chunks = places.map((place, index) => bytes.subarray(place, places[index + 1] ?? bytes.length));
        expect(linesOf(...chunks)).toEqual(parts.map(([text]) => text));
      }),
      { seed: 20_260_101 },
    );
  });

  it('should cut a line without an end, so that memory stays bounded', () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    const lines = linesOf(...Array.from({ length: 6 }, () => megabyte), '\nnext');
    expect(lines.map(({ length }) => length)).toEqual([4 * 1024 * 1024, 4]);
  });
});

describe(OutputTail, () => {
  it('should keep the last forty lines, and of each two thousand characters', () => {
    const tail = new OutputTail();
    for (let line = 1; line <= 100; line += 1) tail.append(`${String(line)} ${'x'.repeat(3_000)}`);
    const lines = tail.text().split('\n');
    expect(lines.map((line) => parseInt(line, 10))).toEqual(
      Array.from({ length: 40 }, (_, index) => 61 + index),
    );
    for (const line of lines) expect(line).toHaveLength(2_000);
  });

  it('should be empty when nothing was said', () => {
    expect(new OutputTail().text()).toBe('');
  });
});

describe(OutputWhole, () => {
  it('should put split characters together', () => {
    const whole = new OutputWhole();
    for (const byte of Buffer.from('ação')) whole.write(Buffer.from([byte]));
    whole.end();
    expect(whole.text()).toBe('ação');
  });

  it('should stop at its bound', () => {
    const whole = new OutputWhole();
    for (let chunk = 0; chunk < 10; chunk += 1) whole.write(Buffer.alloc(1024 * 1024, 'x'));
    expect(whole.text()).toHaveLength(8 * 1024 * 1024);
  });
});
