import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { prepareHeapForStreams } from './heap-for-streams';

/** Collections of the whole heap while 500 MB come over HTTP and are written nowhere, beside 40 MB that stay. */
const STREAM = `
const { createServer, get } = require('node:http');
const { PerformanceObserver, constants } = require('node:perf_hooks');
const { Writable } = require('node:stream');
const { prepareHeapForStreams } = require(process.argv[1]);
if (process.argv[2] === 'prepared') prepareHeapForStreams();
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
      setTimeout(() => console.log(JSON.stringify({ collections, stays: stays.length })), 50);
    });
  });
});`;

function collectionsOf(heap: 'prepared' | 'as it is'): number {
  const args = [
    '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
    '-e',
    STREAM,
    join(__dirname, 'heap-for-streams.ts'),
    heap,
  ];
  const { collections } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as {
    collections: number;
  };
  return collections;
}

describe(prepareHeapForStreams, () => {
  it('should have the whole heap looked through far less often while much streams by', () => {
    const usual = collectionsOf('as it is');
    expect(usual).toBeGreaterThan(8);
    expect(collectionsOf('prepared')).toBeLessThan(usual / 2);
  });
});
