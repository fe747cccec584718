import { itAlwaysReturns, itReturns } from '@app/testing/table';
import { parseRedisAddress } from './redis-address';

const node = (host: string, port: number) => ({ host, port });

describe(parseRedisAddress, () => {
  itReturns('should understand %s', parseRedisAddress, [
    ['redis://localhost:6379', { kind: 'server', url: 'redis://localhost:6379' }],
    [
      'rediss://:secret@redis.school.example/2',
      { kind: 'server', url: 'rediss://:secret@redis.school.example/2' },
    ],
    [
      'redis+sentinel://s1:26379,s2/videos',
      {
        kind: 'sentinel',
        nodes: [node('s1', 26_379), node('s2', 26_379)],
        name: 'videos',
        db: 0,
        tls: false,
      },
    ],
    [
      'rediss+sentinel://app:p%40ss@[fd00::1]:1/videos/3?sentinel_password=other',
      {
        kind: 'sentinel',
        nodes: [node('fd00::1', 1)],
        name: 'videos',
        db: 3,
        username: 'app',
        password: 'p@ss',
        sentinelPassword: 'other',
        tls: true,
      },
    ],
    [
      'redis+cluster://:secret@n1:7000,n2',
      {
        kind: 'cluster',
        nodes: [node('n1', 7_000), node('n2', 6_379)],
        password: 'secret',
        tls: false,
      },
    ],
  ]);

  itAlwaysReturns('should not understand %s', undefined, parseRedisAddress, [
    'http://localhost',
    'localhost:6379',
    'redis+sentinel://s1:26379',
    'redis+sentinel://s1/videos/first',
    'redis+sentinel:///videos',
    'redis+cluster://n1/0',
    'redis+cluster://n1:port',
    '',
  ]);
});
