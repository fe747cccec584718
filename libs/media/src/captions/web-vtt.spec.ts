import fc from 'fast-check';
import { itAlwaysReturns } from '@app/testing/table';
import { toWebVtt } from './web-vtt';

const cue = (times: string, text: string) => `${times}\n${text}\n`;

describe(toWebVtt, () => {
  it('should write SubRip as WebVTT', () => {
    const srt =
      '\uFEFF1\r\n00:00:01,5 --> 00:00:02,500\r\nOlá\r\nturma\r\n\r\n2\r\n1:00:03,000 --> 1:00:04,000\r\nfim\r\n';
    const first = cue('00:00:01.500 --> 00:00:02.500', 'Olá\nturma');
    const second = cue('01:00:03.000 --> 01:00:04.000', 'fim');
    expect(toWebVtt(srt)).toBe(`WEBVTT\n\n${first}\n${second}`);
  });

  it('should keep of WebVTT the cues and their places, and nothing else', () => {
    const vtt = [
      'WEBVTT - x\nKind: captions\n',
      'STYLE\n::cue { background: url(http://x.example/) }\n',
      'REGION\nid:a\n',
      'NOTE hidden\n',
      'intro\n00:01.000 --> 00:02.000 align:start position:10% x:y line:0,start\n<c.red>Oi</c>\n',
    ];
    const place = 'align:start position:10% line:0,start';
    expect(toWebVtt(vtt.join('\n'))).toBe(
      `WEBVTT\n\n${cue(`00:00:01.000 --> 00:00:02.000 ${place}`, '<c.red>Oi</c>')}`,
    );
  });

  itAlwaysReturns('should make nothing of %j', undefined, toWebVtt, [
    '',
    '<html><!-- a --> b</html>',
    '#EXTM3U\n#EXTINF:4,\nfile:///etc/passwd\n',
    'root:x:0:0:root:/root:/bin/bash\n',
    '00:00:05,000 --> 00:00:01,000\nbackwards\n',
    '00:00:01,000 --> 00:00:02,000\n\n',
    'aa:00:01,000 --> 00:00:02,000\nx\n',
  ]);

  it('should bound the cues and what stands in each', () => {
    const one = '00:00:01,000 --> 00:00:02,000\n';
    expect(toWebVtt(`${one}${'x'.repeat(1_000_000)}\n`)?.length).toBeLessThan(2_100);
    const many = toWebVtt(`${one}x\n\n`.repeat(25_000)) ?? '';
    expect(many.split('-->')).toHaveLength(20_001);
  });

  it('should let no text pass for the time of a cue', () => {
    const text = toWebVtt('00:00:01,000 --> 00:00:02,000\na --> b\n') ?? '';
    expect(text.split('-->')).toHaveLength(2);
  });

  it('should take about as long as the text is, whatever stands in it', () => {
    const odd = fc.constantFrom(
      ' ',
      ':',
      '-->',
      '0',
      ',',
      '.',
      '\n',
      '\r',
      '\t',
      '00:00:01,000 --> ',
      '\u00a0',
    );
    fc.assert(
      fc.property(odd, (part) => {
        const text = part.repeat(Math.ceil(300_000 / part.length));
        const before = performance.now();
        toWebVtt(text);
        toWebVtt(`00:00:01,000 --> 00:00:02,000 ${text}`);
        expect(performance.now() - before).toBeLessThan(2_000);
      }),
      { seed: 20_260_301, numRuns: 20 },
    );
  });
});
