import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { compileHotFunctions } from './compilers';

/** As a bundle starts; then V8 says which of its compilers it hands what is hot to. */
const STARTED = `
const { setFlagsFromString } = require('node:v8');
for (const compiler of ['sparkplug', 'maglev', 'turbofan']) setFlagsFromString('--no-' + compiler);
setFlagsFromString('--trace-opt');`;
const HOT = `
const sum = (rows) => rows.reduce((all, row) => all + row.number, 0);
let total = 0;
for (let round = 0; round < 20_000; round += 1) total += sum([{ number: round }, { number: 1 }]);
require('node:fs').writeSync(1, String(total));`;

/** What the script's hot function is compiled by: what Node itself runs at its start may be by any of them. */
function compilersOfSum(options?: { maglev: boolean }): string[] {
  const path = JSON.stringify(join(__dirname, 'compilers.ts'));
  const turnOn = options && `require(${path}).${compileHotFunctions.name}(${JSON.stringify(options)});`;
  const script = [STARTED, turnOn, HOT].join('\n');
  const args = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '-e', script];
  const marked = execFileSync(process.execPath, args, { encoding: 'utf8' }).matchAll(
    /<JSFunction sum \(.*for optimization to (\w+)/gu,
  );
  return [...new Set(Array.from(marked, ([, compiler]) => compiler ?? ''))];
}

describe(compileHotFunctions, () => {
  it('should end the time without compilers', () => {
    expect(compilersOfSum()).toStrictEqual([]);
    expect(compilersOfSum({ maglev: true })).toContain('MAGLEV');
  });

  it('should leave hot functions to the best compiler alone where that is wanted', () => {
    expect(compilersOfSum({ maglev: false })).toStrictEqual(['TURBOFAN_JS']);
  });
});
