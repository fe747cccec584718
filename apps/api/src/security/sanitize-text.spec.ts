import { itReturns } from '@app/testing/table';
import { sanitizeText } from './sanitize-text';

/** What is clean stays as it is. */
function cleaned(text: string): string {
  const clean = sanitizeText(text);
  expect(sanitizeText(clean)).toBe(clean);
  return clean;
}

describe(sanitizeText, () => {
  itReturns('should make %j %j', cleaned, [
    ['  Aula \t 1\r\n\0parte\u00a02 ', 'Aula 1 parte 2'],
    ['Joa\u0303o', 'João'],
    ['fatura\u202efdp.exe\u200b\ufeff', 'faturafdp.exe'],
    ['👩\u200d👩\u200d👧 漢字', '👩\u200d👩\u200d👧 漢字'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['\n', ''],
  ]);
});
