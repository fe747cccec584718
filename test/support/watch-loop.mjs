// Loaded into a process under test before its main script. It measures how long the event loop is kept busy at a time,
// in CPU time of the main thread: what other processes of a loaded machine take does not count.
import { setInterval } from 'node:timers';

const TICK_MS = 5;
let maxMs = 0;
let last = process.threadCpuUsage();

function measure() {
  const { user, system } = process.threadCpuUsage(last);
  last = process.threadCpuUsage();
  maxMs = Math.max(maxMs, (user + system) / 1000);
}

setInterval(measure, TICK_MS).unref();
process.on('message', () => {
  measure();
  process.send(maxMs);
  maxMs = 0;
});
process.channel?.unref();
