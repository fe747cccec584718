import { ApiProcess } from '@app/testing/api-process';
import { Client } from '@app/testing/client';
import { useSystem } from '@app/testing/use-system';

const REQUESTS = 200;

describe('a cold api', () => {
  const system = useSystem({ api: false, workers: 0 });

  const kinds = (origin: string): (() => Promise<{ status: number }>)[] => {
    const nobody = new Client(origin, '');
    const key = new Client(origin, system.tenantKeys.school ?? '');
    const guess = new Client(origin, 'cdl_a-key-that-nobody-has');
    const forged = new Client(origin, 'aaaa.bbbb.cccc');
    return [
      () => nobody.get('/nothing/here'),
      () => key.get('/downloads?limit=5'),
      () => nobody.post('/auth/login', { username: 'nobody', password: 'Wrong-1' }),
      () => guess.get('/downloads'),
      () => forged.get('/courses'),
      () => nobody.get('/api/v1/openapi.json'),
      () => nobody.get('/docs'),
      () => nobody.get('/health'),
      () => nobody.post('/auth/refresh', { refresh_token: 'nobody has it' }),
      () => key.post('/downloads', { url: 'not an address' }),
      () =>
        nobody.call('/auth/login', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 1 }),
      () => key.get('/security/rate-limit/api'),
    ];
  };

  it.each(['requests of every kind', 'unknown addresses alone'])(
    `should survive ${String(REQUESTS)} first requests at once: %s`,
    async (what) => {
      const api = await ApiProcess.start(system);
      const all = kinds(api.origin);
      const chosen = what === 'unknown addresses alone' ? all.slice(0, 1) : all;
      const wave = Array.from({ length: REQUESTS }, async (_, index) => chosen[index % chosen.length]?.());
      const answers = await Promise.allSettled(wave);
      const statuses = answers.map((one) => (one.status === 'fulfilled' ? (one.value?.status ?? 0) : 0));
      expect(statuses.filter((status) => status === 0 || status === 500)).toEqual([]);
      expect(api.hasEnded).toBe(false);
      expect(api.log).not.toContain('nobody could catch it');
      expect((await new Client(api.origin, '').get('/livez')).status).toBe(200);
      expect(await api.kill('SIGTERM')).not.toBe(1);
    },
  );
});
