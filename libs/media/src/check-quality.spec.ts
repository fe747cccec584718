import { checkQuality } from './check-quality';
import type { Quality } from './ytdlp/ytdlp-config';

type Row = [asked: Quality, offered: number[], got: number | null];

describe(checkQuality, () => {
  it.each<Row>([
    ['720', [360, 720, 1080], 720],
    ['720', [360, 718], 718],
    ['1080', [720, 1080], 1072],
    ['best', [360, 720], 360],
    ['audio', [360], null],
    ['720', [], 360],
    ['720', [720], null],
  ])('should be content when %s was asked for, of %j, and %j came', (asked, offered, got) => {
    expect(checkQuality(asked, offered, got)).toEqual({ kind: 'as-asked' });
  });

  it.each<Row>([
    ['720', [360, 480], 480],
    ['1080', [360, 720, 1440], 720],
    ['360', [720, 1080], 720],
    ['720', [536, 804], 536],
  ])('should note it when %s was asked for, of %j, and %j is as near as it gets', (asked, offered, got) => {
    expect(checkQuality(asked, offered, got)).toEqual({
      kind: 'nearest',
      note: `${asked}p was asked for; the nearest that the source has is ${String(got)}p.`,
    });
  });

  it.each<Row>([
    ['720', [360, 720], 360],
    ['1080', [360, 720], 360],
    ['480', [144, 360, 720], 144],
  ])('should not be content when %s was asked for, of %j, and only %j came', (asked, offered, got) => {
    const best = Math.max(...offered.filter((size) => size <= Number(asked)));
    expect(checkQuality(asked, offered, got)).toEqual({
      kind: 'lower',
      note: `The source offered ${String(best)}p and gave ${String(got)}p.`,
    });
  });
});
