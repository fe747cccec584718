import { securityReportCsv } from './security-report.csv';
import type { SecurityReportDto } from './security-report.dto';
import { periodOf } from './report-requests.dto';

const NOW = new Date('2026-11-22T12:00:00Z');
const DAY_MS = 86_400_000;

const report = (more: Partial<SecurityReportDto> = {}): SecurityReportDto => ({
  from: new Date('2026-11-15T12:00:00Z'),
  to: NOW,
  made_at: NOW,
  tenant_id: 'school',
  total: 3,
  refused: 1,
  by_action: [],
  by_place: [],
  refusals: [],
  lockouts: [],
  blocked_addresses: [],
  unusual_sign_ins: [],
  shortened: [],
  ...more,
});

describe(securityReportCsv, () => {
  it('should have a line for each line of each list', () => {
    const text = securityReportCsv(
      report({
        by_action: [{ action: 'auth.sign-in', outcome: 'refused', count: 1 }],
        by_place: [{ ip: '203.0.113.9', events: 2, refused: 1 }],
        refusals: [{ action: 'access.refused', code: 'request.forbidden', count: 2, held_back: 40 }],
        shortened: ['by_place'],
      }),
    );
    expect(text.split('\r\n')).toEqual([
      'section,what,outcome,count,refused,tenant_id,person,ip,at,until',
      'period,report,,3,1,school,,,2026-11-15T12:00:00.000Z,2026-11-22T12:00:00.000Z',
      'period,made,,,,,,,2026-11-22T12:00:00.000Z,',
      'by_action,auth.sign-in,refused,1,,,,,,',
      'by_place,,,2,1,,,203.0.113.9,,',
      'refusals,access.refused request.forbidden,refused,42,,,,,,',
      'by_place,there were more,,,,,,,,',
      '',
    ]);
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1+cmd', '@SUM(A1)', '\t=1', '\r=1', '"=1', 'a,b', 'a\r\nb'])(
    'should let nobody be a formula or more than a cell: %j',
    (name) => {
      const at = NOW;
      const lockout = { tenant_id: 'school', actor_id: 'key:1', actor_name: name, refused: 1, last_at: at };
      const cell = securityReportCsv(report({ lockouts: [lockout] }))
        .split('school,')
        .at(-1)
        ?.replace(/,,2026[^]*/, '');
      expect(cell).not.toMatch(/^"?[=+\-@\t\r]/);
      expect(cell?.startsWith('"') || !/[,"\r\n]/.test(cell ?? '')).toBe(true);
    },
  );
});

describe('a CSV that another language reads', () => {
  it.each(['ana;=1+1', 'ana; =cmd', 'ana\t@SUM(A1)', 'ana|-1', 'ana,=1', 'ana"=1', 'ana;"=1"', 'ana\n+1'])(
    'should hold no formula either where cells are parted by something else: %j',
    (name) => {
      const lockout = { tenant_id: 'school', actor_id: 'key:1', actor_name: name, refused: 1, last_at: NOW };
      const text = securityReportCsv(report({ lockouts: [lockout] }));
      expect(text.split(/[;\t|,"\r\n]/).filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
      expect(text).toContain('ana');
    },
  );
});

describe(periodOf, () => {
  const input = (from?: string, to?: string) => ({
    format: 'json' as const,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  });

  it('should take the last seven days when nothing is said', () => {
    expect(periodOf(input(), NOW)).toEqual({ from: new Date(NOW.getTime() - 7 * DAY_MS), to: NOW });
  });

  it.each([
    ['2026-11-22T12:00:00Z', '2026-11-22T12:00:00Z', 'from must be before to'],
    ['2026-08-01T00:00:00Z', undefined, 'from must be at most 92 days before to'],
    ['-271821-04-20T00:00:00Z', '-271821-04-21T00:00:00Z', 'from must be in the years 2000 to 9999'],
    ['2026-11-22T00:00:00Z', '+275760-09-13T00:00:00Z', 'to must be in the years 2000 to 9999'],
  ])('should refuse %s to %s', (from, to, message) => {
    expect(() => periodOf(input(from, to), NOW)).toThrow(
      expect.objectContaining({
        details: { errors: [{ field: message.split(' ')[0], message, code: 'format' }] },
      }) as Error,
    );
  });
});
