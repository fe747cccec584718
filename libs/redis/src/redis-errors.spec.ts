import { AppError } from '@app/kernel';
import { itAlwaysReturns } from '@app/testing/table';
import { isRedisAway } from './redis-errors';

describe(isRedisAway, () => {
  it.each([
    "READONLY You can't write against a read only replica.",
    'LOADING Redis is loading the dataset in memory',
    'CLUSTERDOWN Hash slot not served',
    'Connection is closed.',
    "Stream isn't writeable and enableOfflineQueue options is false",
    'Command timed out',
    "Socket timeout. Expecting data, but didn't receive any in 8000ms.",
    'Reached the max retries per request limit (which is 1).',
    'All sentinels are unreachable. Retrying from scratch after 10ms.',
    'Failed to refresh slots cache.',
  ])('should be true for %s', (message) => {
    expect(isRedisAway(new Error(message))).toBe(true);
  });

  itAlwaysReturns('should be false for %s', false, isRedisAway, [
    new Error('WRONGTYPE Operation against a key holding the wrong kind of value'),
    new Error('OOM command not allowed'),
    new AppError('internal', 'Connection is closed.'),
    'Connection is closed.',
    undefined,
  ]);
});
