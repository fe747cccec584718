import { sanitizeText } from './sanitize-text';

describe(sanitizeText, () => {
  it.each([
    ['  Aula \t 1\r\n\0parte\u00a02 ', 'Aula 1 parte 2'],
    ['Joa\u0303o', 'João'],
    ['fatura\u202efdp.exe\u200b\ufeff', 'faturafdp.exe'],
    ['👩\u200d👩\u200d👧 漢字', '👩\u200d👩\u200d👧 漢字'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['\n', ''],
  ])('should make %j %j', (text, clean) => {
    expect(sanitizeText(text)).toBe(clean);
    expect(sanitizeText(clean)).toBe(clean);
  });
});
