import { type AppError, PermanentError, SnoozeError } from '@app/kernel';
import { errorFromGoogle, readGoogleFailure } from './google-failure';

/** An error as Drive v3 writes it. */
function driveError(code: number, reason: string, message = reason): unknown {
  return { error: { code, message, errors: [{ domain: 'global', reason, message }] } };
}

/** An error as Classroom and the newer services write it. */
function newError(code: number, status: string, message: string, reason?: string): unknown {
  const details =
    reason === undefined ? [] : [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason }];
  return { error: { code, status, message, details } };
}

function errorOf(status: number | undefined, body: unknown, retryAfter?: string): AppError {
  return errorFromGoogle(readGoogleFailure(status, body, retryAfter), undefined);
}

describe(readGoogleFailure, () => {
  it('should find the reasons of the old and of the new form, and the status', () => {
    const body = {
      error: {
        code: 403,
        message: 'Request had insufficient authentication scopes.',
        status: 'PERMISSION_DENIED',
        errors: [{ reason: 'insufficientPermissions' }, {}],
        details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }, { '@type': 'something else' }],
      },
    };
    expect(readGoogleFailure(403, body)).toEqual({
      status: 403,
      message: 'Request had insufficient authentication scopes.',
      reasons: ['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'PERMISSION_DENIED'],
      retryAfterMs: undefined,
    });
  });

  it('should read the word that the token endpoint answers', () => {
    const body = { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' };
    expect(readGoogleFailure(400, body)).toMatchObject({ reasons: ['invalid_grant'], status: 400 });
  });

  it.each([[undefined], [null], [''], ['<html>Bad Gateway</html>'], [42], [[]], [{}], [{ error: {} }]])(
    'should find nothing in %j, and not fail',
    (body) => {
      expect(readGoogleFailure(502, body)).toMatchObject({ status: 502, reasons: [], message: '' });
    },
  );

  it.each<[string | null | undefined, number | undefined]>([
    ['7', 7_000],
    ['0.5', 500],
    ['0', undefined],
    ['-3', undefined],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
    ['Wed, 21 Oct 2015 07:28:00 GMT', undefined],
  ])('should read Retry-After %j as %j milliseconds', (header, expected) => {
    expect(readGoogleFailure(429, undefined, header).retryAfterMs).toBe(expected);
  });

  it('should read Retry-After as a date', () => {
    jest.useFakeTimers({ now: new Date('2026-03-01T12:00:00Z') });
    try {
      const { retryAfterMs } = readGoogleFailure(503, undefined, 'Sun, 01 Mar 2026 12:01:30 GMT');
      expect(retryAfterMs).toBe(90_000);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe(errorFromGoogle, () => {
  it.each<[string, number | undefined, unknown, string]>([
    [
      'no scope, new form',
      403,
      newError(
        403,
        'PERMISSION_DENIED',
        'Request had insufficient authentication scopes.',
        'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
      ),
      'google.missing-scope',
    ],
    ['no scope, old form', 403, driveError(403, 'insufficientPermissions'), 'google.missing-scope'],
    ['owner forbids', 403, driveError(403, 'cannotDownloadFile'), 'drive.forbidden'],
    ['marked as abusive', 403, driveError(403, 'cannotDownloadAbusiveFile'), 'drive.forbidden'],
    ['a Google document', 403, driveError(403, 'fileNotDownloadable'), 'drive.forbidden'],
    ['may see, not download', 403, driveError(403, 'insufficientFilePermissions'), 'drive.forbidden'],
    ['no such file', 404, driveError(404, 'notFound', 'File not found: 1AbC.'), 'google.not-found'],
    [
      'no such course',
      404,
      newError(404, 'NOT_FOUND', 'Requested entity was not found.'),
      'google.not-found',
    ],
    [
      'not a member',
      403,
      newError(403, 'PERMISSION_DENIED', 'The caller does not have permission'),
      'google.forbidden',
    ],
    ['a wrong request', 400, newError(400, 'INVALID_ARGUMENT', 'Invalid value'), 'google.forbidden'],
  ])('should see that trying again is no use: %s', (_case, status, body, code) => {
    const error = errorOf(status, body);
    expect(error).toBeInstanceOf(PermanentError);
    expect(error.code).toBe(code);
  });

  it.each<[string, number | undefined, unknown]>([
    ['an outage', 503, newError(503, 'UNAVAILABLE', 'The service is currently unavailable.')],
    ['an internal error', 500, driveError(500, 'internalError')],
    ['a proxy in between', 502, '<html>502</html>'],
    ['an expired token', 401, driveError(401, 'authError')],
    ['no answer at all', undefined, undefined],
  ])('should come back later without spending an attempt after %s', (_case, status, body) => {
    const error = errorOf(status, body);
    expect(error).toBeInstanceOf(SnoozeError);
    expect(error.code).toBe('google.unavailable');
  });

  it.each<[string, number, unknown]>([
    ['429 without a reason', 429, undefined],
    ['a person’s limit, which comes as 403', 403, driveError(403, 'userRateLimitExceeded')],
    ['the project’s limit, which comes as 403', 403, driveError(403, 'rateLimitExceeded')],
    [
      'Classroom’s quota',
      429,
      newError(429, 'RESOURCE_EXHAUSTED', "Quota exceeded for quota metric 'Read requests'"),
    ],
  ])('should pause without spending an attempt: %s', (_case, status, body) => {
    const error = errorOf(status, body);
    expect(error).toBeInstanceOf(SnoozeError);
    expect(error.code).toBe('google.rate-limited');
    expect((error as SnoozeError).delayMs).toBe(30_000);
  });

  it('should pause for as long as Google asks, but never for more than a day', () => {
    expect((errorOf(429, undefined, '120') as SnoozeError).delayMs).toBe(120_000);
    expect((errorOf(429, undefined, '999999') as SnoozeError).delayMs).toBe(24 * 3_600_000);
  });

  it.each([
    ['rateLimitExceeded', true],
    ['dailyLimitExceeded', true],
    ['userRateLimitExceeded', false],
    ['RESOURCE_EXHAUSTED', false],
  ])('should know whether %s concerns all accounts: %s', (reason, ofProject) => {
    expect(errorOf(403, driveError(403, reason))).toMatchObject({ code: 'google.rate-limited', ofProject });
  });

  it('should pause for longer when the limit of the whole day is reached', () => {
    const error = errorOf(403, driveError(403, 'dailyLimitExceeded'));
    expect((error as SnoozeError).delayMs).toBe(3_600_000);
  });

  it('should blame the installation when Google does not know it', () => {
    const error = errorOf(401, { error: 'invalid_client', error_description: 'Unauthorized' });
    expect(error).toBeInstanceOf(SnoozeError);
    expect(error.code).toBe('google.not-configured');
  });

  it('should come back a day later for a file that too many fetched', () => {
    const error = errorOf(403, driveError(403, 'downloadQuotaExceeded'));
    expect(error).toBeInstanceOf(SnoozeError);
    expect(error.code).toBe('drive.quota');
    expect((error as SnoozeError).delayMs).toBe(24 * 3_600_000);
  });

  it.each([
    ['@ClassroomDisabled The user is not permitted to access Classroom.', /Classroom is switched off/],
    ['@ClassroomApiDisabled The Classroom API is disabled for the user.', /school has switched off/],
  ])('should tell what an administrator has switched off: %s', (message, words) => {
    const error = errorOf(403, newError(403, 'PERMISSION_DENIED', message));
    expect(error.code).toBe('google.forbidden');
    expect(error.message).toMatch(words);
  });

  it('should keep what was thrown', () => {
    const cause = new Error('socket hang up');
    expect(errorFromGoogle({ reasons: [], message: '' }, cause).cause).toBe(cause);
  });
});
