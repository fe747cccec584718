import { isConnectionLoss } from './database-errors';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe(isConnectionLoss, () => {
  it.each([
    ['a server that starts', coded('57P03')],
    ['a server that stops', coded('57P01')],
    ['a server that crashed', coded('57P02')],
    ['a broken protocol', coded('08P01')],
    ['a closed port', coded('ECONNREFUSED')],
    ['several closed ports', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })],
    ['a cut line', coded('ECONNRESET')],
    ['a line that ended', new Error('Connection terminated unexpectedly')],
    [
      'a client that broke before',
      new Error('Client has encountered a connection error and is not queryable'),
    ],
    ['a pool that waits for a connection', new Error('timeout exceeded when trying to connect')],
  ])('should be true for %s', (_case, error) => {
    expect(isConnectionLoss(error)).toBe(true);
  });

  it.each([
    ['a unique value', coded('23505', 'duplicate key value')],
    ['a slow statement', coded('57014', 'canceling statement due to statement timeout')],
    ['a deadlock', coded('40P01')],
    ['a bug', new TypeError('undefined is not a function')],
    ['what is no error', 'ECONNREFUSED'],
    ['nothing', undefined],
  ])('should be false for %s', (_case, error) => {
    expect(isConnectionLoss(error)).toBe(false);
  });
});
