import { type ErrorCode, PermanentError, RetryableError, SnoozeError } from '@app/kernel';
import { linkRefusal, plainLink } from './direct-source';

describe(linkRefusal, () => {
  const rows = (statuses: Partial<Record<ErrorCode, number[]>>) =>
    Object.entries(statuses).flatMap(([code, all]) => all.map((status) => [status, code] as const));

  it.each(
    rows({
      'source.removed': [404, 410],
      'source.login-required': [401],
      'source.not-a-video': [400, 405, 451, 304],
    }),
  )('should give up with %i: %s', (status, code) => {
    const error = linkRefusal(status);
    expect(error).toBeInstanceOf(PermanentError);
    expect(error.code).toBe(code);
    expect(error.hint).toMatch(/\S/);
  });

  it.each(rows({ 'source.expired': [403], 'source.unreachable': [408, 416, 500, 502, 503, 504, 599] }))(
    'should try again with %i: %s',
    (status, code) => {
      const error = linkRefusal(status);
      expect(error).toBeInstanceOf(RetryableError);
      expect(error.code).toBe(code);
    },
  );

  it.each<[string | string[] | undefined, number]>([
    ['120', 120_000],
    ['0.5', 500],
    [['7', '9'], 7_000],
    // Nothing, nonsense and “at once” mean a minute.
    [undefined, 60_000],
    ['', 60_000],
    ['0', 60_000],
    ['-5', 60_000],
    ['soon', 60_000],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 60_000],
    // A source does not decide that we never come back.
    ['1e300', 24 * 3_600_000],
    ['99999999', 24 * 3_600_000],
    ['Fri, 31 Dec 2199 23:59:59 GMT', 24 * 3_600_000],
  ])('should pause with 429 and Retry-After %j for %i ms', (retryAfter, delayMs) => {
    const error = linkRefusal(429, retryAfter);
    expect(error).toBeInstanceOf(SnoozeError);
    expect(error).toMatchObject({ code: 'source.rate-limited', delayMs });
  });

  it('should blame the host that answered, also where it is only busy', () => {
    const error = linkRefusal(503, '30', 'cdn.example');
    expect(error).toMatchObject({ code: 'source.rate-limited', delayMs: 30_000, host: 'cdn.example' });
  });

  it('should pause until the moment that Retry-After names', () => {
    jest.useFakeTimers({ now: new Date('2026-03-01T12:00:00Z') });
    try {
      expect(linkRefusal(429, 'Sun, 01 Mar 2026 12:05:00 GMT')).toMatchObject({ delayMs: 300_000 });
    } finally {
      jest.useRealTimers();
    }
  });
});

describe(plainLink, () => {
  it('should promise nothing of a link that anybody may open', async () => {
    const source = plainLink('https://cdn.example/a.mp4', 'Aula');
    await expect(source.locate(false)).resolves.toEqual({ url: 'https://cdn.example/a.mp4', headers: {} });
    expect(source).toMatchObject({
      renewable: false,
      mustBeMedia: true,
      version: null,
      sizeBytes: null,
      md5: null,
      title: 'Aula',
    });
  });
});
