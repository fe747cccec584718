// Draws text from a terminal as an SVG: node scripts/terminal-picture.mjs < text > docs/demo.svg
import { readFileSync } from 'node:fs';

const CHARACTER = 8.43;
const LINE = 18;
const MARGIN = 18;

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const lines = readFileSync(0, 'utf8').replace(/\s+$/, '').split('\n');
const width = Math.ceil(Math.max(...lines.map((line) => [...line].length)) * CHARACTER + MARGIN * 2);
const height = lines.length * LINE + MARGIN * 2;
const rows = lines.map((line, index) => {
  const y = MARGIN + (index + 1) * LINE - 5;
  const length = [...line].length;
  if (length === 0) return '';
  return `<text x="${MARGIN}" y="${y}" textLength="${(length * CHARACTER).toFixed(1)}" xml:space="preserve">${escape(line)}</text>`;
});
process.stdout
  .write(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="100%" height="100%" rx="8" fill="#0f1720"/>
<g fill="#d7e2ec" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" lengthAdjust="spacingAndGlyphs">
${rows.filter(Boolean).join('\n')}
</g></svg>
`);
