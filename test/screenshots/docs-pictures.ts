import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NodeProcessRunner } from '@app/process';
import { until } from '@app/testing/until';
import type { Page } from 'playwright-core';
import { HISTORY } from '@app/testing/sandbox-school';
import { type School } from './school';
import { type Look, settled, Shots } from './shots';

const LANGUAGES = { en: 'en-US', 'pt-BR': 'pt-BR' } as const;
const FRAMES = 24;
const FRAMES_PER_SECOND = 4;
const BARS = { x: 0, y: 0, width: 860, height: 560 };

/** For each README the class and the player, and the bars of the start page moving. */
export async function takeDocsPictures(
  school: School,
  folder: string,
  say: (text: string) => void,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const shots = new Shots(school.system.origin, folder, say);
  const { client } = school.teacher;
  const saved = await school.download('/paginas/mapa.html');
  await client.ended(saved);
  school.isSlow = true;
  const batch = await school.downloadClass();
  await until(async () => {
    const { body } = await client.get<{ in_progress: number }>(`/batch-downloads/${batch}`);
    return body.in_progress >= 3;
  });
  try {
    for (const [suffix, language] of Object.entries(LANGUAGES)) {
      const look: Look = { size: 'desktop', theme: 'light', language };
      const context = await shots.open(school.teacher, look);
      const page = await context.newPage();
      const show = async (path: string, isThere?: string) => {
        await page.goto(`${school.system.origin}/app${path}`);
        await settled(page, isThere);
      };
      await show('/', '[role=progressbar]');
      await film(page, join(folder, `bars-${suffix}.webp`));
      await show(`/courses/${HISTORY}?account=${String(school.account)}`);
      await page.screenshot({ path: join(folder, `class-${suffix}.png`) });
      await show(`/watch/${saved}?t=3`, 'main aside h2');
      await page.screenshot({ path: join(folder, `watch-${suffix}.png`) });
      await context.close();
      say(`  ${suffix}`);
    }
  } finally {
    await shots.close();
  }
}

async function film(page: Page, path: string): Promise<void> {
  const frames = await mkdtemp(join(tmpdir(), 'classroom-frames-'));
  try {
    for (let frame = 0; frame < FRAMES; frame += 1) {
      const name = `${String(frame).padStart(3, '0')}.png`;
      await page.screenshot({ path: join(frames, name), clip: BARS });
      await sleep(1_000 / FRAMES_PER_SECOND);
    }
    await new NodeProcessRunner().run({
      command: process.env.FFMPEG_PATH ?? 'ffmpeg',
      args: [
        ...[
          '-y',
          '-loglevel',
          'error',
          '-framerate',
          String(FRAMES_PER_SECOND),
          '-i',
          join(frames, '%03d.png'),
        ],
        ...['-c:v', 'libwebp_anim', '-loop', '0', '-quality', '70', path],
      ],
      name: 'ffmpeg',
    });
  } finally {
    await rm(frames, { recursive: true, force: true });
  }
}
