import { routeLimits } from './route-limits';

const parse = (input: string) =>
  (routeLimits() as unknown as { _parse: (text: string) => unknown })._parse(input);

describe('RATE_LIMITS', () => {
  it('should read a route and its number, several of them', () => {
    expect(parse('POST /downloads=30, get /courses/{course_id} = 120,')).toEqual([
      { method: 'POST', path: '/downloads', perMinute: 30 },
      { method: 'GET', path: '/courses/{course_id}', perMinute: 120 },
    ]);
  });

  it.each([
    'POST /downloads',
    'POST /downloads=',
    'POST /downloads=0',
    'POST /downloads=-1',
    'POST /downloads=1.5',
    'POST /downloads=1e3',
    'POST /downloads=9999999',
    'POST /downloads=30=40',
    'POST /down loads=30',
    'POST downloads=30',
    'FETCH /downloads=30',
    '/downloads=30',
    'POST /downloads"=30',
    `POST /${'x'.repeat(201)}=30`,
  ])('should refuse %s and say which entry it is', (input) => {
    expect(() => parse(`GET /courses=10,${input}`)).toThrow('entry 2 must look like POST /downloads=30');
  });

  it('should take a hundred of them at most', () => {
    const many = (count: number) => Array.from({ length: count }, () => 'GET /courses=10').join(',');
    expect(parse(many(100))).toHaveLength(100);
    expect(() => parse(many(101))).toThrow('must name at most 100 routes');
  });
});
