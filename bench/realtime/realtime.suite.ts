import type { Line, Suite } from '../suite';
import { measureLoad } from './load';
import { measureRights } from './rights';
import { countSerialisations } from './serialisations';

const SOCKETS = 2_000;

export const realtime: Suite = {
  title: 'Watching live',
  about:
    'The real api and a real worker as processes of their own, which runs ten downloads and reports each every 600 ms; ' +
    'the clients and the source of the videos share the machine with them. An event is made when the worker reports, and ' +
    'is at the client when its message is read; while a download begins, what is more than two messages a second waits, which is not counted. First ten sockets watch, one each, which the time ' +
    'to the client is of; then 2,000, two hundred each, which memory and time of the api are of. Rights are looked up once a second, each time for all callers at once. Beside: the same with ' +
    'one in place of many, the median for a p99, and for the api without sockets.',
  columns: ['what', 'goal', 'beside', 'measured'],
  run: async (log) => {
    return [...(await loadLines(log)), await rightsLine(log), await serialisationLine(log)];
  },
};

async function loadLines(log: (text: string) => void): Promise<Line[]> {
  const few = await measureLoad(10, log);
  const many = await measureLoad(SOCKETS, log);
  const [cpu, idleCpu] = [many.watched.cpuShare * 100, few.unwatched.cpuShare * 100];
  return [
    {
      cells: ['event → client, p99, 10 sockets', '< 200 ms', ms(few.lag.medianMs), ms(few.lag.p99Ms)],
      isReached: few.lag.p99Ms < 200,
    },
    {
      cells: [
        'memory of the api, 2,000 sockets',
        '< 400 MB',
        mb(many.unwatched.rssMb),
        mb(many.watched.rssMb),
      ],
      isReached: many.watched.rssMb < 400,
    },
    {
      cells: [
        `time of the api, 2,000 sockets, ${many.messagesPerSecond.toFixed(0)} messages a second`,
        '< 30 % of a core',
        `${idleCpu.toFixed(0)} %`,
        `${cpu.toFixed(0)} %`,
      ],
      isReached: cpu < 30,
    },
  ];
}

async function rightsLine(log: (text: string) => void): Promise<Line> {
  const { oneMs, manyMs } = await measureRights(SOCKETS, log);
  return {
    cells: ['rights of 2,000 callers, each with a session of their own', '< 200 ms', ms(oneMs), ms(manyMs)],
    isReached: manyMs < 200,
  };
}

async function serialisationLine(log: (text: string) => void): Promise<Line> {
  const [one, hundred] = [await countSerialisations(1), await countSerialisations(100)];
  log(`  serialisations: ${String(hundred)}`);
  return {
    cells: [
      'serialisations of a change that 100 sockets watch',
      '= those for 1',
      String(one),
      String(hundred),
    ],
    isReached: hundred === one,
  };
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

function mb(value: number): string {
  return `${value.toFixed(0)} MB`;
}
