import { itReturns } from '@app/testing/table';
import { AppError, messageOf } from './app-error';
import { ERROR_CODES } from './error-codes';
import { PermanentError, RetryableError, SnoozeError } from './outcomes';
import { StartupError } from './startup-error';

describe(AppError, () => {
  it('should carry its code, words, hint, details and cause', () => {
    const cause = new Error('socket hang up');
    const error = new AppError('source.unreachable', 'The source did not answer.', {
      hint: 'Try again later.',
      details: { host: 'videos.example' },
      cause,
    });
    expect(error).toMatchObject({
      name: 'AppError',
      code: 'source.unreachable',
      message: 'The source did not answer.',
      hint: 'Try again later.',
      details: { host: 'videos.example' },
    });
    expect(error.cause).toBe(cause);
  });

  it('should be named after the class that was thrown', () => {
    class DiskFull extends PermanentError {}
    expect(new DiskFull('disk.full', 'The disk is full.').name).toBe('DiskFull');
    expect(String(new DiskFull('disk.full', 'The disk is full.'))).toBe('DiskFull: The disk is full.');
  });
});

describe('the four outcomes of a job', () => {
  it('should be told apart by their class', () => {
    const permanent = new PermanentError('source.removed', 'gone');
    const snooze = new SnoozeError('source.rate-limited', 'later', 60_000);
    const retryable = new RetryableError('source.unreachable', 'again');
    for (const error of [permanent, snooze, retryable]) expect(error).toBeInstanceOf(AppError);
    expect(permanent).not.toBeInstanceOf(SnoozeError);
    expect(snooze).not.toBeInstanceOf(PermanentError);
    expect(retryable).not.toBeInstanceOf(PermanentError);
  });

  it('should say for how long a snoozed job sleeps, and keep hint and cause', () => {
    const cause = new Error('429');
    const snooze = new SnoozeError('source.rate-limited', 'later', 60_000, { hint: 'Wait.', cause });
    expect(snooze).toMatchObject({ delayMs: 60_000, code: 'source.rate-limited', hint: 'Wait.' });
    expect(snooze.cause).toBe(cause);
  });
});

describe(messageOf, () => {
  itReturns('should read %s', messageOf, {
    'an error': [new Error('broken'), 'broken'],
    'a text': ['broken', 'broken'],
    nothing: [undefined, 'undefined'],
    'a number': [7, '7'],
  });
});

describe('ERROR_CODES', () => {
  it('should name every code once, in one spelling', () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
    for (const code of ERROR_CODES) expect(code).toMatch(/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/);
  });
});

describe(StartupError, () => {
  it('should be no AppError: it is for the terminal', () => {
    const error = new StartupError('nothing to listen on', { cause: 'x' });
    expect(error).toMatchObject({ name: 'StartupError', message: 'nothing to listen on', cause: 'x' });
    expect(error).not.toBeInstanceOf(AppError);
  });
});
