import { lastLocalDays } from './local-days';

const beginnings = (timeZone: string, now: string, count = 3) =>
  lastLocalDays(count, timeZone, new Date(now)).map(({ date, begins }) => [date, begins.toISOString()]);

describe(lastLocalDays, () => {
  it('should end today, where people live', () => {
    expect(beginnings('America/Sao_Paulo', '2026-11-23T01:30:00Z')).toEqual([
      ['2026-11-20', '2026-11-20T03:00:00.000Z'],
      ['2026-11-21', '2026-11-21T03:00:00.000Z'],
      ['2026-11-22', '2026-11-22T03:00:00.000Z'],
    ]);
    expect(beginnings('UTC', '2026-11-23T01:30:00.999Z', 1)).toEqual([
      ['2026-11-23', '2026-11-23T00:00:00.000Z'],
    ]);
  });

  it.each([
    ['Europe/Berlin', '2026-03-30T12:00:00Z', ['2026-03-27T23', '2026-03-28T23', '2026-03-29T22']],
    ['America/New_York', '2026-11-02T12:00:00Z', ['2026-10-31T04', '2026-11-01T04', '2026-11-02T05']],
    ['Pacific/Auckland', '2026-09-27T23:00:00Z', ['2026-09-25T12', '2026-09-26T12', '2026-09-27T11']],
    ['Pacific/Auckland', '2026-04-05T23:00:00Z', ['2026-04-03T11', '2026-04-04T11', '2026-04-05T12']],
    // There, the clocks were put forward at midnight: the day began at one.
    ['America/Sao_Paulo', '2018-11-05T12:00:00Z', ['2018-11-03T03', '2018-11-04T03', '2018-11-05T02']],
    // And back at midnight: the day before had 25 hours.
    ['America/Sao_Paulo', '2019-02-18T12:00:00Z', ['2019-02-16T02', '2019-02-17T03', '2019-02-18T03']],
    ['Asia/Kathmandu', '2026-11-22T12:00:00Z', ['2026-11-19T18:15', '2026-11-20T18:15', '2026-11-21T18:15']],
  ])('should begin days with the clocks of %s', (timeZone, now, expected) => {
    const found = beginnings(timeZone, now).map(([, begins]) => begins);
    expect(found).toEqual(
      expected.map((at) => new Date(`${at.length === 13 ? `${at}:00` : at}Z`).toISOString()),
    );
  });
});
