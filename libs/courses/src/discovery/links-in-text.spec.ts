import fc from 'fast-check';
import { itAlwaysReturns } from '@app/testing/table';
import { linksInText } from './links-in-text';

describe(linksInText, () => {
  it.each<[string, string[]]>([
    ['Assistam: https://youtu.be/dQw4w9WgXcQ', ['https://youtu.be/dQw4w9WgXcQ']],
    ['Vejam https://youtu.be/dQw4w9WgXcQ.', ['https://youtu.be/dQw4w9WgXcQ']],
    ['(https://youtu.be/dQw4w9WgXcQ)', ['https://youtu.be/dQw4w9WgXcQ']],
    ['“https://youtu.be/dQw4w9WgXcQ”, capítulo 2', ['https://youtu.be/dQw4w9WgXcQ']],
    ['<https://youtu.be/dQw4w9WgXcQ>', ['https://youtu.be/dQw4w9WgXcQ']],
    ['[aula](https://youtu.be/dQw4w9WgXcQ)', ['https://youtu.be/dQw4w9WgXcQ']],
    [
      'https://a.example/1.mp4\nhttps://a.example/2.mp4\r\n',
      ['https://a.example/1.mp4', 'https://a.example/2.mp4'],
    ],
    ['https://pt.wikipedia.org/wiki/Gato_(animal)', ['https://pt.wikipedia.org/wiki/Gato_(animal)']],
    ['https://a.example/?x=1&y=2#t=10', ['https://a.example/?x=1&y=2#t=10']],
    ['http://192.168.0.10/aula.mp4', ['http://192.168.0.10/aula.mp4']],
  ])('should find what is written out in %j', (text, links) => {
    expect(linksInText(text)).toEqual(links);
  });

  it.each<[string, string[]]>([
    ['www.youtube.com/watch?v=dQw4w9WgXcQ', ['https://www.youtube.com/watch?v=dQw4w9WgXcQ']],
    ['o vídeo está em youtube.com/watch?v=dQw4w9WgXcQ!', ['https://youtube.com/watch?v=dQw4w9WgXcQ']],
    ['vimeo.com/76979871', ['https://vimeo.com/76979871']],
    ['http://example.com/a.mp4', ['http://example.com/a.mp4']],
  ])('should put https in front only where nothing was: %j', (text, links) => {
    expect(linksInText(text)).toEqual(links);
  });

  itAlwaysReturns('should find no web address in %j', [], linksInText, [
    undefined,
    null,
    '',
    'Aula 3: a Revolução Francesa',
    'escrevam para prof@escola.example',
    'mailto:prof@escola.example',
    'prof@escola.com.br',
    'leiam texto.pdf e vejam aula.mp4',
    'Prof. Ana.Hoje não há aula.Amanhã sim',
    'ftp://ftp.example.com/aula.mp4',
    'javascript:alert(1)',
    'capítulos 3.4 e 3.5, págs. 10-12',
    '//',
    'https://',
  ]);

  it('should find every address in a text without a space', () => {
    const text = Array.from(
      { length: 150 },
      (_, index) => `第${String(index)}课：https://a.example/${String(index)}.mp4。然后复习课文，`,
    );
    const links = linksInText(text.join('') + 'x'.repeat(5_000));
    expect(links).toHaveLength(100);
    expect(links.at(-1)).toBe('https://a.example/99.mp4');
  });

  it('should answer every address once, in the order of the text', () => {
    const text = 'https://b.example/ https://a.example/ https://b.example/';
    expect(linksInText(text)).toEqual(['https://b.example/', 'https://a.example/']);
  });

  it('should answer a hundred at most', () => {
    const text = Array.from({ length: 250 }, (_, index) => `https://a.example/${String(index)}.mp4`).join(
      ' ',
    );
    const links = linksInText(text);
    expect(links).toHaveLength(100);
    expect(links.at(-1)).toBe('https://a.example/99.mp4');
  });

  it('should never fail, and answer nothing but web addresses', () => {
    const word = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.emailAddress());
    fc.assert(
      fc.property(fc.array(word), (words) => {
        for (const link of linksInText(words.join(' '))) expect(link).toMatch(/^https?:/i);
      }),
      { seed: 20_260_301 },
    );
  });
});
