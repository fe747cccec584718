import type { Page } from 'playwright-core';
import { useDashboard, visit } from '@app/testing/dashboard-visit';
import { addPerson } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { until } from '@app/testing/until';

describe('a page of the dashboard that is left while a deletion may still be undone', () => {
  const { system, browser } = useDashboard();
  const ana = setUp(() => addPerson(system, { name: 'ana' }));

  const saved = async (name: string) => {
    const { body } = await ana.client.post<{ id: string }>('/downloads', {
      url: `${system.sandbox.origin}/media/${name}`,
    });
    await ana.client.ended(body.id);
    return body.id;
  };
  const isGone = async (id: string) => (await ana.client.get(`/downloads/${id}`)).status === 404;
  const remove = async (page: Page) => {
    await page.getByRole('button', { name: 'Excluir' }).click();
    await page.getByRole('button', { name: 'Desfazer' }).waitFor();
  };

  it('should be deleted at once, and by the next page where the cookie was too old for that', async () => {
    const [first, second] = [await saved('aula-1.mp4?left'), await saved('aula-1.mp4?old')];
    const { page, complaints } = await visit({ system, browser }, ana, `/downloads/${first}`);
    await remove(page);
    await page.goto('about:blank');
    await until(() => isGone(first));

    await page.goto(`${system.origin}/app/downloads/${second}`);
    await remove(page);
    await page.context().clearCookies({ name: /cdl_session$/ });
    await page.goto('about:blank');
    await page.goto(`${system.origin}/app/`);
    await until(() => isGone(second));
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should not be deleted as another person, who has signed in meanwhile', async () => {
    const id = await saved('aula-1.mp4?other');
    const head = await addPerson(system, { name: 'leavinghead', role: 'admin' });
    const { page } = await visit({ system, browser }, ana, `/downloads/${id}`);
    await remove(page);
    await page.context().request.post(`${system.origin}/auth/login`, {
      data: { username: head.email, password: ADMIN.password },
    });
    await page.goto('about:blank');
    await page.goto(`${system.origin}/app/`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await isGone(id)).toBe(false);
    await page.context().close();
  });
});
