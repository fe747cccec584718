import { itReturns } from '@app/testing/table';
import type { Item } from './courses-data';
import { type Shown, topicsOf } from './topics';

const item = (id: string, topic: string | null, videos: string[], kind = 'material') =>
  ({ id, topic, kind, videos: videos.map((video) => ({ id: video })) }) as unknown as Item;
const ITEMS = [
  item('1', 'B', ['v1', 'v2']),
  item('2', null, ['v3'], 'announcement'),
  item('3', 'B', []),
  item('4', 'A', ['v4']),
];
const STATES = new Map([
  ['v1', { state: 'saved', has_captions: true }],
  ['v2', { state: 'missing', has_captions: false }],
  ['v3', { state: 'failed', has_captions: false }],
  ['v4', { state: 'missing', has_captions: false }],
] as const);

const shown = (filter: Shown, order?: string[]) =>
  topicsOf(ITEMS, STATES, { shown: filter, ...(order ? { order } : {}) }).map(({ name, items }) => [
    name,
    items.flatMap(({ videos }) => videos.map(({ id }) => id)),
  ]);

const ordered = (order: string[] | undefined) => shown({}, order);

describe(topicsOf, () => {
  const B = ['B', ['v1', 'v2']];
  const NONE = [null, ['v3']];
  const A = ['A', ['v4']];
  itReturns('should order topics %s, and leave out items without videos', ordered, {
    'by their newest items, where no place is known': [undefined, [NONE, B, A]],
    'as Classroom does': [
      ['A', 'empty', 'B'],
      [NONE, A, B],
    ],
    'those of unknown places last': [['A'], [NONE, A, B]],
  });

  itReturns('should show what %j asks for', (filter: Shown) => shown(filter), [
    [
      { state: 'missing' },
      [
        ['B', ['v2']],
        ['A', ['v4']],
      ],
    ],
    [{ kind: 'announcement' }, [[null, ['v3']]]],
    [{ hasCaptions: true }, [['B', ['v1']]]],
    [{ state: 'blocked' }, []],
  ]);
});
