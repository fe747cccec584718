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
    ['too many connections', coded('53300', 'sorry, too many clients already')],
    ['a server without memory', coded('53200')],
    ['a server that lost its disk', coded('58030')],
    ['a session that was ended for being idle', coded('57P05')],
    ['a replica that may only be read', coded('25006')],
    ['a deadlock', coded('40P01')],
    ['a slow statement', coded('57014', 'canceling statement due to statement timeout')],
    ['a name that leads nowhere', coded('ENOTFOUND')],
    ['a name server that is away', coded('EAI_AGAIN')],
    ['a pool that waits for a connection', new Error('timeout exceeded when trying to connect')],
  ])('should be true for %s', (_case, error) => {
    expect(isConnectionLoss(error)).toBe(true);
  });

  it.each([
    ['a unique value', coded('23505', 'duplicate key value')],
    ['a table that is not there', coded('42P01')],
    ['a value that cannot be', coded('22P02')],
    ['a wrong password', coded('28P01')],
    ['a bug', new TypeError('undefined is not a function')],
    ['what is no error', 'ECONNREFUSED'],
    ['nothing', undefined],
  ])('should be false for %s', (_case, error) => {
    expect(isConnectionLoss(error)).toBe(false);
  });
});
