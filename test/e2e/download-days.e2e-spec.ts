import type { Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { PHONE, useDashboard, visit } from '@app/testing/dashboard-visit';
import { expectFaultless } from '@app/testing/faultless';
import { addPerson, type Person } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';

interface Days {
  time_zone: string;
  days: { date: string; completed: number; failed: number; cancelled: number; bytes: number }[];
}

describe('what was downloaded day by day', () => {
  const { system, browser } = useDashboard();
  const head = setUp(() => addPerson(system, { name: 'headteacher', role: 'admin' }));

  beforeAll(async () => {
    await system.api.get(DataSource).query(
      `INSERT INTO download_outcomes (tenant_id, download_id, source, status, bytes, created_at)
       SELECT 'school', gen_random_uuid(), 'youtube', CASE WHEN n % 5 = 0 THEN 'failed' ELSE 'completed' END, 40000000,
         now() - n * interval '9 hours' FROM generate_series(3, 60) n`,
    );
  });

  const read = async (query = '', { client }: Person = head) => client.get<Days>(`/downloads/by-day${query}`);
  const sumOf = (days: Days['days'], of: 'completed' | 'failed' | 'bytes') =>
    days.reduce((sum, day) => sum + day[of], 0);

  it('should count what the own school saved and what failed, and nothing of another', async () => {
    const before = (await read('?days=1&time_zone=America/Sao_Paulo')).body.days;
    expect(before).toHaveLength(1);
    for (const name of ['aula-1.mp4', 'nowhere.mp4']) {
      const url = `${system.sandbox.origin}/media/${name}`;
      await head.client.ended((await head.client.post<{ id: string }>('/downloads', { url })).body.id);
    }
    const { body } = await read('?time_zone=America/Sao_Paulo');
    expect(body.time_zone).toBe('America/Sao_Paulo');
    expect(body.days).toHaveLength(28);
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Sao_Paulo' }).format();
    expect(body.days.at(-1)?.date).toBe(today);
    expect(body.days.at(-1)).toMatchObject({
      completed: (before[0]?.completed ?? 0) + 1,
      failed: (before[0]?.failed ?? 0) + 1,
    });
    expect(body.days.at(-1)?.bytes).toBeGreaterThan(before[0]?.bytes ?? 0);
    const elsewhere = await addPerson(system, { name: 'other', role: 'admin', tenant: 'other' });
    const others = (await read('?days=92', elsewhere)).body.days;
    expect([others.length, sumOf(others, 'completed'), sumOf(others, 'bytes')]).toEqual([92, 0, 0]);
  });

  it.each(['?days=0', '?days=93', '?days=x', '?time_zone=Mars/Olympus', '?time_zone=', '?month=1'])(
    'should refuse %s',
    async (query) => {
      expect((await read(query)).status).toBe(400);
    },
  );

  describe('in a browser', () => {
    const open = (options: Parameters<typeof visit>[3] = {}) =>
      visit({ system, browser }, head, '/school', options);
    const part = (page: Page) => page.getByRole('region', { name: 'Últimas quatro semanas' });
    /** The colours of the bars, the most frequent first. */
    const painted = (page: Page) =>
      page.evaluate<string[]>(`(() => {
        const canvas = document.querySelector('.chart canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const counts = new Map();
        for (let i = 0; i < data.length; i += 4) {
          if (data[i + 3] !== 255) continue;
          const colour = [data[i], data[i + 1], data[i + 2]].join();
          counts.set(colour, (counts.get(colour) ?? 0) + 1);
        }
        return [...counts].sort(([, a], [, b]) => b - a).slice(0, 2).map(([colour]) => colour);
      })()`);

    it('should be drawn in the colours of the theme, and be read as a table', async () => {
      const { page, complaints } = await open({ colorScheme: 'light' });
      const { days } = (await read()).body;
      await part(page).locator('canvas').waitFor();
      await until(async () => (await painted(page))[0] === '10,117,96');
      await page.emulateMedia({ colorScheme: 'dark' });
      await until(async () => (await painted(page))[0] === '95,221,182');
      await part(page).getByText('Ver como tabela').click();
      const rows = part(page).getByRole('row');
      await expect(rows.count()).resolves.toBe(29);
      const saved = await part(page).locator('tbody td:nth-of-type(1)').allInnerTexts();
      expect(saved.reduce((sum, text) => sum + Number(text), 0)).toBe(sumOf(days, 'completed'));
      const sum = `${String(sumOf(days, 'completed'))} vídeos salvos, ${String(sumOf(days, 'failed'))} falhas`;
      await part(page).getByText(sum, { exact: false }).waitFor();
      await part(page).getByRole('radio', { name: 'Tamanho' }).check();
      await until(async () => (await painted(page))[0] === '95,221,182');
      const box = await part(page).locator('canvas').boundingBox();
      if (box) await page.mouse.move(box.x + box.width - 60, box.y + 60);
      await part(page)
        .getByText(/^\d+ de .*: \d+ vídeos? salvos?/)
        .waitFor();
      await expectFaultless(page);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    it('should fit the smallest phone', async () => {
      const { page } = await open({ viewport: PHONE, hasTouch: true });
      await part(page).locator('canvas').waitFor();
      await part(page).getByText('Ver como tabela').click();
      await expectFaultless(page);
      await page.context().close();
    });
  });

  it('should count as requested today and this week what was, by the clocks of the browser', async () => {
    const ana = await addPerson(system, { name: 'ana' });
    const timeZone = 'America/Sao_Paulo';
    const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format();
    const midnight = Date.parse(`${today}T00:00-03:00`);
    // One just before the day began there, one just after: in UTC both are of one day.
    await system.api.get(DataSource).query(
      `INSERT INTO downloads (id, tenant_id, requester, source, source_key, variant, url, host, quality, subtitles,
         status, completed_at)
       SELECT rpad(lpad(to_hex(ms), 12, '0'), 32, '0')::uuid, 'school', requester, 'direct_link', 'url:' || ms, 'v',
         'https://host.example/' || ms, 'host.example', 'best', false, 'cancelled', now()
       FROM unnest($1::text[], $2::bigint[]) asked (requester, ms)`,
      [
        [`user:${ana.id}`, `user:${ana.id}`, 'user:another'],
        [midnight - 1, midnight, midnight + 1],
      ],
    );
    const isMonday = new Date(today).getUTCDay() === 1;
    const counts = { today: 1, this_week: isMonday ? 1 : 2 };
    const path = `/downloads/requested?time_zone=${timeZone}`;
    expect((await ana.client.get(path)).body).toEqual({ time_zone: timeZone, ...counts });
    // An admin's are the whole school's.
    const { body } = await head.client.get<{ today: number }>(path);
    expect(body.today).toBeGreaterThan(1);

    const { page } = await visit({ system, browser }, ana, '/', { timezoneId: timeZone });
    const figures = page.getByRole('region', { name: 'Hoje e esta semana' }).locator('dd');
    const shown = async () => (await figures.allTextContents()).slice(0, 2).join();
    await until(async () => (await shown()) === `${String(counts.today)},${String(counts.this_week)}`);
    await page.context().close();
  });
});
