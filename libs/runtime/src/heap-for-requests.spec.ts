import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { prepareHeapForRequests } from './heap-for-requests';

/** The most megabytes that old objects take while 50 requests at a time leave 2 MB each, beside 60 MB that stay. */
const BURST = `
const { getHeapSpaceStatistics } = require('node:v8');
const { prepareHeapForRequests } = require(process.argv[1]);
if (process.argv[2] === 'prepared') prepareHeapForRequests();
const rows = (count, of) => Array.from({ length: count }, (_, number) => ({ number, of, text: 'x' + number }));
const stays = rows(600_000, 'all');
const running = [];
let most = 0;
for (let request = 0; request < 600; request += 1) {
  running[request % 50] = rows(20_000, request);
  const old = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space');
  most = Math.max(most, old.space_size / 1e6);
}
console.log(JSON.stringify({ most, stays: stays.length + running.length }));`;

function mostOf(heap: 'prepared' | 'as it is'): number {
  const args = [
    '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
    '-e',
    BURST,
    join(__dirname, 'heap-for-requests.ts'),
    heap,
  ];
  return (JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as { most: number }).most;
}

describe(prepareHeapForRequests, () => {
  it('should let the heap grow far less beyond what is alive', () => {
    expect(mostOf('prepared')).toBeLessThan(mostOf('as it is') * 0.8);
  });
});
