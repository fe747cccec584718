// Preloaded into a process: while a file says so, every flush and every copy holds its thread of libuv, as on a disk that
// takes its time. Each opens a named pipe that nobody writes to.
import { existsSync } from 'node:fs';
import files from 'node:fs/promises';

const pipe = process.env.SLOW_DISK_PIPE;

async function hold() {
  if (!existsSync(`${pipe}.held`)) return;
  await (await files.open(pipe, 'r')).close();
}

const handle = await files.open(process.execPath, 'r');
const { prototype } = handle.constructor;
await handle.close();

const { sync } = prototype;
prototype.sync = async function slowly() {
  await hold();
  return sync.call(this);
};

const { copyFile } = files;
files.copyFile = async (...args) => {
  await hold();
  return copyFile(...args);
};
