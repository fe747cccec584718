import type { ComponentHealth, Part } from '../api/health';
import { healthWordsOf } from './health-words';

const of = (part: Part, health: Partial<ComponentHealth>, isDatabaseDown = false) =>
  healthWordsOf(part, { status: 'degraded', ms: 1, ...health }, isDatabaseDown);

describe(healthWordsOf, () => {
  it.each([
    ['database', { status: 'ok' }, 'ok', 'ok'],
    ['database', { status: 'down' }, 'down', 'fail'],
    ['redis', { status: 'ok', detail: 'maxmemory-policy is allkeys-lru' }, 'evicts', 'wait'],
    ['google', { status: 'ok', stand_in: true }, 'stand-in', 'ok'],
    ['google', {}, 'down', 'wait'],
    ['workers', { active: 0 }, 'none', 'fail'],
    ['storage', { free_bytes: 5 }, 'low', 'fail'],
    ['storage', { free_bytes: 1e12, detail: 'another storage' }, 'wrong', 'fail'],
    ['ytdlp', {}, 'unknown', 'wait'],
    ['ytdlp', { version: null }, 'missing', 'wait'],
    ['ytdlp', { version: '2025.01.01' }, 'old', 'wait'],
    ['sources', { paused: [{ host: 'www.youtube.com' }] }, 'paused', 'wait'],
    ['sources', { paused: [{ host: '*' }, { host: 'a.example' }] }, 'offline', 'wait'],
  ] as const)('should take %s with %j for %s', (part, health, standing, kind) => {
    expect(of(part, health)).toMatchObject({ standing, kind });
  });

  it('should blame no part that cannot be known while the database is away', () => {
    expect(of('workers', { detail: 'Not known while the database is down.' }, true).standing).toBe('unknown');
    expect(of('google', {}, true).standing).toBe('down');
  });

  it('should tell what is known, and nothing of what is not', () => {
    expect(of('workers', { status: 'ok', active: 2, slots: 20, running: 3 })).toMatchObject({
      active: 2,
      slots: 20,
      running: 3,
      version: '',
      freeBytes: undefined,
    });
  });
});
