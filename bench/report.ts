import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { format } from 'prettier';
import type { Line, Suite } from './suite';

const FILE = join(process.cwd(), 'docs', 'benchmarks.md');

function rows({ columns }: Suite, lines: Line[]): string[][] {
  return [
    [...columns, 'reached'],
    ...lines.map(({ cells, isReached }) => [
      ...cells,
      isReached === undefined ? '' : isReached ? 'yes' : 'no',
    ]),
  ];
}

export function printTable(suite: Suite, lines: Line[]): void {
  const [head = [], ...body] = rows(suite, lines);
  const table = new Table({ head, style: { head: [], border: [] } });
  table.push(...body);
  process.stdout.write(`\n${suite.title}\n${table.toString()}\n`);
}

/** Replaces the part between the two marks of this suite, or adds it. */
export async function writeSection(name: string, suite: Suite, lines: Line[]): Promise<void> {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [head = [], ...body] = rows(suite, lines);
  const table = [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`);
  const day = new Date().toISOString().slice(0, 10);
  const where = `Measured on ${day}, ${availableParallelism()} cores, Node ${process.versions.node}.`;
  const picture = suite.picture ? [`![${suite.picture.alt}](${suite.picture.path})`, ''] : [];
  const section = [
    begin,
    `## ${suite.title}`,
    '',
    `${suite.about} ${where}`,
    '',
    ...picture,
    ...table,
    end,
  ].join('\n');
  const text = await readFile(FILE, 'utf8');
  const [before = '', after = ''] = [text.split(begin)[0], text.split(end)[1]];
  await writeFile(FILE, await format(`${before.trimEnd()}\n\n${section}\n${after}`, { parser: 'markdown' }));
}
