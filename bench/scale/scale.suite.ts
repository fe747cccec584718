import type { Line, Suite } from '../suite';
import { measureCourses } from './courses';
import { measureManyAtOnce } from './many-at-once';

const VIDEOS = 5_000;
const AT_ONCE = 50;

export const scale: Suite = {
  title: 'Whole courses, and many at once',
  about:
    `The real api and one real worker as processes of their own. A course of ${VIDEOS.toLocaleString('en')} videos that was read before is asked for as a whole; ` +
    `beside: one of ${String(VIDEOS / 100)}. Then ten videos of another school, behind ${(2 * VIDEOS).toLocaleString('en')} that the first has queued, with ten slots; beside: with nothing else queued. ` +
    `Then a worker of ${String(AT_ONCE)} slots with as many downloads, five of them streams that yt-dlp fetches; beside: the same worker idle. Its programs are not counted in its memory; ` +
    `the event loop’s p99 holds the 10 ms between two looks at it. One run; the source of the videos shares the machine.`,
  columns: ['what', 'goal', 'beside', 'measured'],
  run: async (log) => {
    return [...(await courseLines(log)), ...(await manyLines(log))];
  },
};

async function courseLines(log: (text: string) => void): Promise<Line[]> {
  const { small, large, begunAloneMs, begunBehindMs } = await measureCourses(VIDEOS, log);
  return [
    timed('all of a known course, answered', 2_000, small.answeredMs, large.answeredMs),
    timed('all of a known course, queued', 5_000, small.queuedMs, large.queuedMs),
    timed('ten videos of another school have begun', 5_000, begunAloneMs, begunBehindMs),
  ];
}

async function manyLines(log: (text: string) => void): Promise<Line[]> {
  const { idle, busy } = await measureManyAtOnce(AT_ONCE, log);
  return [
    {
      cells: [
        `memory of a worker with ${String(AT_ONCE)} downloads`,
        '< 400 MB',
        mb(idle.rssMb),
        mb(busy.rssMb),
      ],
      isReached: busy.rssMb < 400,
    },
    timed(`its event loop, p99`, 30, idle.lagP99Ms, busy.lagP99Ms),
  ];
}

function timed(what: string, goalMs: number, beside: number, measured: number): Line {
  return {
    cells: [what, `< ${goalMs.toLocaleString('en')} ms`, ms(beside), ms(measured)],
    isReached: measured < goalMs,
  };
}

function ms(value: number): string {
  return `${Math.round(value).toLocaleString('en')} ms`;
}

function mb(value: number): string {
  return `${value.toFixed(0)} MB`;
}
