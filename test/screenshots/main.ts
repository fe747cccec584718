import 'reflect-metadata';
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { runTool } from '@app/testing/run-tool';
import startParts from '@app/testing/start-parts';
import stopParts from '@app/testing/stop-parts';
import { takeDocsPictures } from './docs-pictures';
import { writeGallery } from './gallery';
import { School } from './school';
import { FEW, LOOKS, Shots } from './shots';
import { tour } from './tour';

const FOLDER = resolve('screenshots');

/**
 * `npm run screenshots`: every page in every look, and a page that shows them; with `-- few` in half of the looks, with
 * `-- docs` those of the READMEs.
 */
async function main(args: string[]): Promise<void> {
  const [forDocs, few] = [args[0] === 'docs', args[0] === 'few'];
  if (args.length > (forDocs || few ? 1 : 0)) throw new Error('usage: npm run screenshots [-- few | docs]');
  await startParts();
  const say = (text: string) => process.stderr.write(`${text}\n`);
  say('Starting the system …');
  const school = await School.start();
  try {
    if (forDocs) {
      await takeDocsPictures(school, resolve('docs', 'pictures'), say);
      return;
    }
    await rm(FOLDER, { recursive: true, force: true });
    await mkdir(FOLDER, { recursive: true });
    const shots = new Shots(school.system.origin, FOLDER, say, few ? FEW : LOOKS);
    try {
      await tour(school, shots);
    } finally {
      await shots.close();
    }
    await writeGallery(FOLDER, shots.taken);
    say(`${String(shots.taken.length)} pictures, to be looked at in ${FOLDER}/index.html`);
  } finally {
    await school.system.close();
    await stopParts();
  }
}

runTool(main);
