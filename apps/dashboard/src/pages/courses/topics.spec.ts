import type { Item } from './courses-data';
import { topicsOf } from './topics';

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

const shown = (filter: Parameters<typeof topicsOf>[2]) =>
  topicsOf(ITEMS, STATES, filter).map(({ name, items }) => [
    name,
    items.flatMap(({ videos }) => videos.map(({ id }) => id)),
  ]);

describe(topicsOf, () => {
  it('should keep the order, and leave out items without videos', () => {
    expect(shown({})).toEqual([
      ['B', ['v1', 'v2']],
      [null, ['v3']],
      ['A', ['v4']],
    ]);
  });

  it.each([
    [
      { state: 'missing' } as const,
      [
        ['B', ['v2']],
        ['A', ['v4']],
      ],
    ],
    [{ kind: 'announcement' }, [[null, ['v3']]]],
    [{ hasCaptions: true }, [['B', ['v1']]]],
    [{ state: 'blocked' } as const, []],
  ])('should show what %j asks for', (filter, found) => {
    expect(shown(filter)).toEqual(found);
  });
});
