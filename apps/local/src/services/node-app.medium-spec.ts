import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@app/testing/free-port';
import { useDirectory } from '@app/testing/use-directory';
import { NodeProcessRunner } from '@app/process';
import { NodeApp } from './node-app';

/** Prints a line with each answer. */
const APP = `
  require('node:http').createServer((request, response) => { console.log('asked'); response.end('ok'); })
    .listen(Number(process.env.PORT), '127.0.0.1');`;

describe(NodeApp, () => {
  const directory = useDirectory();

  it('should run on where its log cannot be written', async () => {
    const entry = join(directory.path, 'app.cjs');
    await writeFile(entry, APP);
    const port = String(await freePort());
    const readyUrl = `http://127.0.0.1:${port}/`;
    const app = new NodeApp(new NodeProcessRunner(), {
      name: 'The app',
      entry,
      env: { PORT: port },
      logFile: '/dev/full',
      readyUrl,
    });
    await app.start();
    for (let asked = 0; asked < 5; asked += 1) expect((await fetch(readyUrl)).status).toBe(200);
    await app.stop();
  });
});
