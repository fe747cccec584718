import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { Client, type DownloadBody } from '@app/testing/client';
import { focusOn, PHONE, useDashboard, visit } from '@app/testing/dashboard-visit';
import { expectFaultless } from '@app/testing/faultless';
import { addPerson } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { until } from '@app/testing/until';

const REFUSALS = 3;
const NETWORK = '203.0.113.70';
const LONG_AGO = new Date(Date.now() - 40 * 86_400_000);

describe('the installation, in a browser', () => {
  const { system, browser } = useDashboard({
    env: { BLOCK_AFTER_REFUSALS: String(REFUSALS), TRUSTED_PROXIES: '127.0.0.0/8' },
  });
  const ana = setUp(() => addPerson(system, { name: 'ana' }));
  const admin = setUp(() => addPerson(system, { name: 'carla', role: 'admin' }));

  const open = (path: string, options?: Parameters<typeof visit>[3]) =>
    visit({ system, browser }, ADMIN, path, options);
  const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

  it('should be offered to super-admins alone, and say so to who types its address', async () => {
    for (const person of [ana, admin]) {
      const { page } = await visit({ system, browser }, person, '/installation');
      // In the language of the browser, whichever of the texts come first.
      await page.route(/\/assets\/en-/, (route) => route.abort());
      await page.reload();
      await page
        .getByRole('heading', { level: 1, name: 'Esta página é de quem cuida do servidor' })
        .waitFor();
      expect(await page.getByRole('link', { name: 'Instalação' }).count()).toBe(0);
      expect(await page.getByText('Endereços bloqueados').count()).toBe(0);
      await page.context().close();
    }
  });

  it('should say how everything is, in words', async () => {
    const { page, complaints } = await open('/school');
    await page.getByRole('link', { name: 'Instalação' }).click();
    await page
      .getByRole('heading', { level: 1, name: /^(Tudo funciona|Funciona, com ressalvas)$/ })
      .waitFor();
    const health = part(page, 'Como está o serviço');
    await health.getByText('1 ativo, 0 de', { exact: false }).waitFor();
    await health.getByText('Modo de demonstração: um Google inventado responde.').waitFor();
    await part(page, 'Fila').getByText('Já entregues aos workers').waitFor();
    await part(page, 'Sites em pausa').getByText('Nenhum site em pausa.').waitFor();
    expect(await page.getByRole('link', { name: /Painel das filas/ }).getAttribute('href')).toBe('/queues');
    expect(await page.getByRole('link', { name: /Documentação/ }).getAttribute('href')).toBe('/docs');
    await expectFaultless(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should make a school and change what it may store, and keep the form when that is refused', async () => {
    const { page } = await open('/installation', { viewport: PHONE });
    const schools = part(page, 'Escolas');
    await schools.getByRole('button', { name: 'Nova escola' }).click();
    await schools.getByLabel('Identificador').fill('school');
    await schools.getByLabel('Nome da escola').fill('Escola Bela Vista');
    await schools.getByLabel('Espaço que pode usar').selectOption('Até um limite');
    await schools.getByRole('button', { name: 'Criar escola' }).click();
    await schools.getByText('Digite um tamanho maior que zero', { exact: false }).waitFor();
    await schools.getByLabel('Limite em GB').fill('1,5');
    await schools.getByRole('button', { name: 'Criar escola' }).click();
    await schools.getByText('Já existe uma escola com este identificador.', { exact: false }).waitFor();
    expect(await schools.getByLabel('Nome da escola').inputValue()).toBe('Escola Bela Vista');
    await expectFaultless(page);
    await schools.getByLabel('Identificador').fill('bela-vista');
    await schools.getByRole('button', { name: 'Criar escola' }).click();
    await schools.getByText('bela-vista · até 1,5 GB').waitFor();

    await schools.getByRole('button', { name: 'Alterar Escola Bela Vista' }).click();
    await schools.getByLabel('Espaço que pode usar').selectOption('Sem limite');
    await schools.getByRole('button', { name: 'Salvar' }).click();
    await schools.getByText('bela-vista · espaço sem limite').waitFor();
    await page.context().close();
  });

  it('should let a blocked network in again', async () => {
    const guess = () =>
      new Client(system.origin, 'cdl_guessed').call('/downloads', {
        headers: { 'x-forwarded-for': NETWORK },
      });
    await until(async () => JSON.stringify((await guess()).body).includes('request.address-blocked'));
    const { page } = await open('/installation');
    const blocks = part(page, 'Endereços bloqueados');
    await blocks.getByText(NETWORK).waitFor();
    await expectFaultless(page);
    await blocks.getByRole('button', { name: `Liberar ${NETWORK}` }).click();
    await blocks.getByText('Nenhum endereço bloqueado.').waitFor();
    // Where the keyboard goes on: the button is gone.
    await focusOn(page, 'Endereços bloqueados');
    await page.context().close();
  });

  it('should show what a clean-up would take before it takes it, and what the quarantine keeps', async () => {
    // Where most files are unknown, nothing is touched.
    for (const which of ['a', 'b']) {
      const url = `${system.sandbox.origin}/media/museu.mp4?${which}`;
      const { body } = await ana.client.post<DownloadBody>('/downloads', { url });
      expect((await ana.client.ended(body.id)).status).toBe('completed');
    }
    const orphan = join(system.directory, 'videos', 'school/ab/abcdef01-ac96-474b-bcce-b302099a8057.mp4');
    await mkdir(dirname(orphan), { recursive: true });
    await writeFile(orphan, 'nobody knows me');
    await utimes(orphan, LONG_AGO, LONG_AGO);
    const { page, complaints } = await open('/installation');
    const cleanUp = part(page, 'Limpeza');
    await cleanUp.getByRole('button', { name: 'Ver o que sairia' }).click();
    await cleanUp.getByText('1 item sairia', { exact: false }).waitFor();
    await cleanUp.getByRole('button', { name: 'Limpar agora' }).click();
    // Whoever presses the same key twice has asked for nothing yet.
    await page.keyboard.press('Enter');
    await cleanUp.getByRole('button', { name: 'Limpar agora' }).click();
    await cleanUp.getByText('Não dá para desfazer.', { exact: false }).waitFor();
    await expectFaultless(page);
    await cleanUp.getByRole('button', { name: 'Apagar' }).click();
    await page.getByText('1 item limpo', { exact: false }).waitFor();
    await part(page, 'Quarentena').getByText('abcdef01-ac96', { exact: false }).waitFor();
    await focusOn(page, 'Limpeza');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('should say whether the audit trail is whole', async () => {
    const { page } = await open('/installation', { locale: 'en-GB' });
    const audit = part(page, 'Audit trail');
    await audit.getByRole('button', { name: 'Check now' }).click();
    await audit.getByText('The trail is intact.').waitFor();
    await expectFaultless(page);

    const database = await system.database();
    await database.query('ALTER TABLE security_events DISABLE TRIGGER USER');
    await database.query(`UPDATE security_events SET action = 'nothing' WHERE seq = 2`);
    await audit.getByRole('button', { name: 'Check now' }).click();
    await audit.getByText('The trail was tampered with.').waitFor();
    await audit.getByText('Events 2 to 2 were changed.').waitFor();
    await page.context().close();
  });
});
