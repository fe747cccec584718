import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { prepareHeapForRequests, prepareHeapForStreams } from './heap';

/** Collections of the whole heap while 500 MB come over HTTP and are written nowhere, beside 40 MB that stay. */
const STREAM = `
const { createServer, get } = require('node:http');
const { PerformanceObserver, constants } = require('node:perf_hooks');
const { Writable } = require('node:stream');
const stays = Array.from({ length: 500_000 }, (_, number) => ({ number, text: 'x' + number }));
let collections = 0;
const observer = new PerformanceObserver((list) => {
  for (const { detail } of list.getEntries()) collections += detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR ? 1 : 0;
});
const megabyte = Buffer.alloc(1024 * 1024);
const server = createServer((request, response) => {
  let left = 500;
  const send = () => {
    while (left-- > 0) if (!response.write(megabyte)) return response.once('drain', send);
    response.end();
  };
  send();
}).listen(0, '127.0.0.1', () => {
  observer.observe({ entryTypes: ['gc'] });
  get({ port: server.address().port, host: '127.0.0.1' }, (response) => {
    const slow = new Writable({ write: (chunk, encoding, done) => setImmediate(done) });
    response.pipe(slow).on('finish', () => {
      server.close();
      setTimeout(() => console.log(JSON.stringify({ figure: collections, stays: stays.length })), 50);
    });
  });
});`;

/** The most megabytes that old objects take while 50 requests at a time leave 2 MB each, beside 60 MB that stay. */
const BURST = `
const { getHeapSpaceStatistics } = require('node:v8');
const rows = (count, of) => Array.from({ length: count }, (_, number) => ({ number, of, text: 'x' + number }));
const stays = rows(600_000, 'all');
const running = [];
let most = 0;
for (let request = 0; request < 600; request += 1) {
  running[request % 50] = rows(20_000, request);
  const old = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space');
  most = Math.max(most, old.space_size / 1e6);
}
console.log(JSON.stringify({ figure: most, stays: stays.length + running.length }));`;

/** The figure that a script tells, in a process of its own whose heap is as it is or was prepared by a function of heap.ts. */
function figureOf(script: string, prepare?: string): number {
  const path = JSON.stringify(join(__dirname, 'heap.ts'));
  const prepared = prepare === undefined ? script : `require(${path}).${prepare}();\n${script}`;
  const args = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '-e', prepared];
  return (JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as { figure: number })
    .figure;
}

describe(prepareHeapForStreams, () => {
  it('should have the whole heap looked through far less often while much streams by', () => {
    const usual = figureOf(STREAM);
    expect(usual).toBeGreaterThan(8);
    expect(figureOf(STREAM, prepareHeapForStreams.name)).toBeLessThan(usual / 2);
  });
});

describe(prepareHeapForRequests, () => {
  it('should let the heap grow far less beyond what is alive', () => {
    expect(figureOf(BURST, prepareHeapForRequests.name)).toBeLessThan(figureOf(BURST) * 0.8);
  });
});
