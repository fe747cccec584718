import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '@app/testing/browser';
import { expectFaultless, PHONE, visit } from '@app/testing/dashboard-visit';
import { addPerson, type Person } from '@app/testing/people';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';

const BRUNO = 'bruno.lima@escola-aurora.example';

describe('a school, in the browser of its admin', () => {
  let system: TestSystem;
  let browser: Browser;
  let ana: Person;
  let carla: Person;
  let rosa: Person;

  beforeAll(async () => {
    [system, browser] = await Promise.all([TestSystem.start(), startBrowser()]);
    [ana, carla, rosa] = await Promise.all([
      addPerson(system, { name: 'ana' }),
      addPerson(system, { name: 'carla', role: 'admin' }),
      addPerson(system, { name: 'rosa', role: 'admin', tenant: 'other' }),
    ]);
  });

  afterAll(async () => {
    await browser.close();
    await system.close();
  });

  const open = (person: Person, path: string, options?: Parameters<typeof visit>[3]) =>
    visit({ system, browser }, person, path, options);
  const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

  it('should not be offered to a teacher, and say so to who types its address', async () => {
    const { page, complaints } = await open(ana, '/school');
    await page.getByRole('heading', { level: 1, name: 'Esta página é da administração da escola' }).waitFor();
    expect(await page.getByRole('link', { name: 'Escola' }).count()).toBe(0);
    await expectFaultless(page);
    await page.getByRole('link', { name: 'Ir para o início' }).click();
    await page.getByRole('heading', { name: 'Nada baixando agora' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should say what needs the school, what failed and why, and show nothing of it to another school', async () => {
    const url = `${system.sandbox.origin}/media/nowhere.mp4`;
    const { body } = await ana.client.post<{ id: string }>('/downloads', { url });
    expect((await ana.client.ended(body.id)).status).toBe('failed');
    const account = await ana.client.connect(BRUNO);
    await endPermission(account);

    const { page, complaints } = await open(carla, '/school');
    await page.getByRole('heading', { level: 1, name: '1 conta Google para reconectar' }).waitFor();
    await part(page, 'Precisa de você').getByText(BRUNO).waitFor();
    await page.getByText('Peça a ana que abra Turmas e reconecte.', { exact: false }).waitFor();
    const failed = part(page, 'O que falhou, e por quê');
    await failed.getByText('1 vídeo', { exact: true }).waitFor();
    await part(page, 'Como está o serviço').getByText('Banco de dados').waitFor();
    await expectFaultless(page);
    expect(complaints).toEqual([]);
    await page.context().close();

    const other = await open(rosa, '/school', { viewport: PHONE, locale: 'en-GB' });
    await other.page.getByRole('heading', { level: 2, name: 'What failed, and why' }).waitFor();
    await other.page.getByText('Nothing failed.').waitFor();
    expect(await other.page.getByText(BRUNO).count()).toBe(0);
    await expectFaultless(other.page);
    await other.page.context().close();
  });

  async function endPermission(account: number): Promise<void> {
    const person = system.sandbox.school.people.find(({ email }) => email === BRUNO);
    system.sandbox.tokens.endGrant(person?.sub ?? '', 'permission');
    await until(async () => {
      await ana.client.get(`/courses?credential_id=${String(account)}`);
      const { body } = await ana.client.get<{ status: string }>(`/credentials/${String(account)}`);
      return body.status === 'needs_reconsent';
    });
  }
});
