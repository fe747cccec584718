// Loaded before a program: between two SIGWINCH, which ends nothing, it is profiled, and the profile lies in PROFILES, to be opened in Chromium's
// DevTools or any other program that draws flame graphs.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';

const directory = process.env.PROFILES;
const session = new Session();
let begun = false;
let taken = 0;

process.on('SIGWINCH', () => void (begun ? end() : begin()));

async function begin() {
  begun = true;
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
}

async function end() {
  begun = false;
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  mkdirSync(directory, { recursive: true });
  taken += 1;
  const path = join(directory, `${process.pid}-${taken}.cpuprofile`);
  writeFileSync(`${path}.part`, JSON.stringify(profile));
  renameSync(`${path}.part`, path);
}
