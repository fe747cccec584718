import type { Page } from 'playwright-core';
import { enrolSecondFactor } from '@app/testing/authenticator';
import { shiftsOf } from '@app/testing/browser';
import { focusOn, PHONE, useDashboard, visit } from '@app/testing/dashboard-visit';
import { expectFaultless } from '@app/testing/faultless';
import { addPerson, type Person } from '@app/testing/people';
import { ADMIN } from '@app/testing/system';
import { Client } from '@app/testing/client';
import { BRUNO } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';

describe('a school, in the browser of its admin', () => {
  const { system, browser } = useDashboard();
  let ana: Person;
  let carla: Person;
  let rosa: Person;

  const database = setUp(() => system.database());

  beforeAll(async () => {
    [ana, carla, rosa] = await Promise.all([
      addPerson(system, { name: 'ana' }),
      addPerson(system, { name: 'carla', role: 'admin' }),
      addPerson(system, { name: 'rosa', role: 'admin', tenant: 'other' }),
    ]);
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
    await page.waitForURL(`${system.origin}/app/`);
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

  it('should tell at the top of the start page of a phone, in one line that opens, what needs its reader', async () => {
    const { page } = await open(ana, '/', { viewport: PHONE, hasTouch: true });
    const line = page.getByText('Precisa de você: 1 conta e 1 vídeo falhou');
    await line.waitFor();
    await page.reload();
    await line.waitFor();
    const { sum, moved } = await shiftsOf(page);
    expect(sum < 0.02 ? 'still' : moved).toBe('still');
    const last = await page.getByRole('heading', { name: 'Últimos vídeos' }).boundingBox();
    expect((await line.boundingBox())?.y).toBeLessThan(last?.y ?? 0);
    await expect(page.getByRole('button', { name: 'Reconectar' }).isVisible()).resolves.toBe(false);
    await line.click();
    await page.getByRole('button', { name: 'Reconectar' }).waitFor();
    await page.getByRole('link', { name: 'Ver por quê' }).waitFor();
    await expectFaultless(page);
    // What only its owner can connect again is no work of an admin.
    const head = await open(carla, '/', { viewport: PHONE });
    await head.page.waitForLoadState('networkidle');
    await expect(head.page.getByText('Precisa de você: 1 vídeo falhou').count()).resolves.toBe(1);
    await head.page.context().close();
    await page.context().close();
  });

  it('should say in words what is down, and what cannot be known meanwhile', async () => {
    const { page } = await open(carla, '/school');
    const ok = { status: 'ok', ms: 1 };
    const away = { status: 'degraded', ms: 0, detail: 'Not known while the database is down.' };
    const components = {
      database: { status: 'down', ms: 3000 },
      redis: ok,
      google: { status: 'degraded', ms: 3000 },
      workers: away,
      storage: { ...ok, free_bytes: 5e9 },
      ytdlp: away,
      sources: away,
    };
    await page.route('**/api/v1/health', (route) =>
      route.fulfill({ status: 503, json: { status: 'down', version: '1.0.0', components } }),
    );
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'O serviço está fora do ar' }).waitFor();
    const health = part(page, 'Como está o serviço');
    await health.getByText('Não responde: nada pode ser lido nem pedido.').waitFor();
    expect(await health.getByText('Não se sabe', { exact: false }).count()).toBe(3);
    await health.getByText('5 GB livres').waitFor();
    await expectFaultless(page);
    await page.context().close();
  });

  it('should let nothing be done while the server is away, and keep what it showed', async () => {
    const { page } = await open(carla, '/settings/people');
    await page.getByRole('button', { name: 'Detalhes de ana' }).click();
    await page.getByRole('button', { name: 'Remover' }).waitFor();
    await page.getByLabel('Convidar por e-mail').fill('cedo@school.example');
    await page.context().setOffline(true);
    await page.getByText('Sem conexão.', { exact: false }).waitFor();
    for (const name of ['Convidar', 'Remover', 'Desativar', 'Definir nova senha'])
      expect(await page.getByRole('button', { name }).isDisabled()).toBe(true);
    expect(await page.getByLabel('Convidar por e-mail').inputValue()).toBe('cedo@school.example');
    await page.getByText('ana@school.example').waitFor();
    await expectFaultless(page);
    await page.context().setOffline(false);
    await until(() => page.getByRole('button', { name: 'Convidar' }).isEnabled());
    await page.context().close();
  });

  describe('its people', () => {
    const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
    const details = (page: Page, name: string) => page.getByRole('button', { name: `Detalhes de ${name}` });

    it('should invite somebody by a link that is shown once, and take an invitation back', async () => {
      const { page, complaints } = await open(carla, '/settings/people');
      await page.getByLabel('Convidar por e-mail').fill('novo@school.example');
      await page.getByLabel('Papel').selectOption('Administração');
      await page.getByRole('button', { name: 'Convidar' }).click();
      await page.getByText('Convite para novo@school.example pronto.').waitFor();
      const link = await page.getByText(`${system.origin}/app/join#`).textContent();
      expect(link?.split('#').at(-1)).toMatch(/^[\w-]{40,}$/);
      await page.getByText('1 convite aberto', { exact: false }).waitFor();
      await expectFaultless(page);

      await page.reload();
      await page.getByRole('radio', { name: /^Convites/ }).check();
      await page.getByText('novo@school.example').waitFor();
      expect(await page.getByText('/app/join').count()).toBe(0);
      await page.getByRole('button', { name: 'Retirar o convite de novo@school.example' }).click();
      await page.getByRole('button', { name: 'Retirar', exact: true }).click();
      await page.getByText('Nenhum convite aberto.').waitFor();
      await focusOn(page, 'Pessoas');
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    it('should miss no open invitation among many that were used, and call none open that is over', async () => {
      const bulk = (n: number, rest: string) =>
        database.query(
          `INSERT INTO invitations (tenant_id, email, role, token_hash, expires_at, used_at)
           SELECT 'school', 'bulk' || n || '@school.example', 'user', $1 || n, ${rest} FROM generate_series(1, $2::int) n`,
          [rest, n],
        );
      await bulk(2, `now() + interval '1 day', NULL`);
      await bulk(1, `now() - interval '1 day', NULL`);
      await bulk(600, `now() + interval '1 day', now()`);
      const { page } = await open(carla, '/settings/people');
      await page.getByText('2 convites abertos', { exact: false }).waitFor();
      await page.getByRole('radio', { name: /^Convites/ }).check();
      await page.getByText('bulk2@school.example').waitFor();
      await page.getByText('expirou; convide de novo').waitFor();
      await database.query(`DELETE FROM invitations WHERE email LIKE 'bulk%'`);
      await page.context().close();
    });

    it('should confirm an address, give a role, a limit and a new password, and end sessions', async () => {
      const bruno = await addPerson(system, { name: 'bruno' });
      const asked = 'bruno.novo@school.example';
      await bruno.client.call('/auth/profile', {
        method: 'PUT',
        body: { email: asked, current_password: ADMIN.password },
      });
      const { page } = await open(carla, '/settings/people?show=email');
      await details(page, 'bruno').click();
      await page.getByText(`Pediu para mudar para ${asked}.`).waitFor();
      await expectFaultless(page);
      await page.getByRole('button', { name: 'Confirmar que é dela' }).click();
      await page.getByText('Ninguém corresponde ao filtro.').waitFor();

      await page.getByRole('radio', { name: /^Todas/ }).check();
      await row(page, asked).waitFor();
      await page.getByLabel('Nome ou e-mail').fill('brun');
      await row(page, 'carla@').waitFor({ state: 'detached' });
      await details(page, 'bruno').click();
      // Arrow keys choose, and change nothing before the question is answered.
      const role = page.getByRole('table').getByLabel('Papel');
      const roleOf = async () => (await bruno.client.get('/auth/profile')).body.role;
      await role.press('ArrowDown');
      await page.getByText('bruno passa a administrar', { exact: false }).waitFor();
      await expectFaultless(page);
      await page.keyboard.press('Escape');
      await expect(role.inputValue()).resolves.toBe('user');
      await role.press('ArrowDown');
      await page
        .getByRole('group', { name: 'Mudar o papel' })
        .getByRole('button', { name: 'Cancelar' })
        .click();
      await expect(roleOf()).resolves.toBe('user');
      await role.selectOption('Administração');
      await page.getByRole('button', { name: 'Mudar o papel' }).click();
      await row(page, asked).getByText('Administração').waitFor();
      await expect(roleOf()).resolves.toBe('admin');
      await page.getByRole('button', { name: 'Alterar', exact: true }).click();
      await page.getByLabel('Quanto pode guardar').selectOption('Até um limite');
      await page.getByLabel('Limite em GB').fill('2');
      await page.getByRole('button', { name: 'Salvar' }).click();
      await page.getByText('Até 2 GB').waitFor();

      await page.getByRole('button', { name: /^Encerrar / }).click();
      await page.getByText('Nenhuma sessão aberta.').waitFor();
      expect((await bruno.client.get('/auth/profile')).status).toBe(401);
      await page.getByRole('button', { name: 'Definir nova senha' }).click();
      await page.getByRole('group').getByRole('button', { name: 'Definir nova senha' }).click();
      const password = (await page.locator('code').textContent()) ?? '';
      const signIn = await new Client(system.origin, '').post('/auth/login', { username: asked, password });
      expect(signIn).toMatchObject({ status: 200, body: { user: { must_change_password: true } } });
      await page.context().close();
    });

    it('should deactivate, reactivate and remove somebody, after a question, and never oneself', async () => {
      const marcos = await addPerson(system, { name: 'marcos' });
      const { page } = await open(carla, '/settings/people', { viewport: PHONE });
      await details(page, 'carla').click();
      await page.getByRole('table').getByText('Sessões').waitFor();
      await page
        .getByRole('table')
        .getByText(/Chrome em Linux/)
        .first()
        .waitFor();
      expect(await page.getByRole('button', { name: 'Remover' }).count()).toBe(0);
      await details(page, 'marcos').click();
      await page.getByRole('button', { name: 'Desativar' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Desativar' }).click();
      await expectFaultless(page);
      await page.getByRole('group').getByRole('button', { name: 'Desativar' }).click();
      await page.getByRole('button', { name: 'Reativar' }).click();
      await page.getByRole('button', { name: 'Desativar' }).waitFor();
      expect((await marcos.client.get('/auth/profile')).status).toBe(401);
      await page.getByRole('button', { name: 'Remover' }).click();
      await page.getByText('Os vídeos que baixou ficam na escola.', { exact: false }).waitFor();
      await page.getByRole('button', { name: 'Remover a pessoa' }).click();
      await details(page, 'marcos').waitFor({ state: 'detached' });
      await page.context().close();
    });

    it('should take the authenticator app away from who has lost it', async () => {
      const { client, id } = await addPerson(system, { name: 'larissa' });
      await enrolSecondFactor(client);
      const { page } = await open(carla, `/settings/people?person=${id}`);
      await row(page, 'larissa@')
        .getByText('Verificação em duas etapas ativa')
        .waitFor({ state: 'attached' });
      await page.getByRole('button', { name: 'Redefinir' }).click();
      await page.getByRole('group').getByRole('button', { name: 'Redefinir' }).click();
      await page.getByText('Não ativada').waitFor();
      const signIn = { username: 'larissa', password: ADMIN.password };
      expect((await new Client(system.origin, '').post('/auth/login', signIn)).status).toBe(200);
      await page.context().close();
    });

    it('should keep the form, and say why, when the server refuses', async () => {
      const { page } = await open(carla, '/settings/people');
      await page.route('**/auth/invitations', (route) =>
        route.request().method() === 'POST' ? route.abort() : route.continue(),
      );
      await page.getByLabel('Convidar por e-mail').fill('tarde@school.example');
      await page.getByRole('button', { name: 'Convidar' }).click();
      await page.getByRole('alert').getByText('O servidor não respondeu.', { exact: false }).waitFor();
      expect(await page.getByLabel('Convidar por e-mail').inputValue()).toBe('tarde@school.example');
      await page.context().close();
    });
  });

  describe('its settings', () => {
    const SECTIONS = ['people', 'policy', 'google', 'limits', 'lockouts', 'audit'];

    it('should be for admins alone', async () => {
      const { page } = await open(ana, '/settings');
      expect(await page.getByRole('link', { name: 'Pessoas' }).count()).toBe(0);
      for (const section of SECTIONS) {
        await page.goto(`${system.origin}/app/settings/${section}`);
        await page.getByRole('heading', { name: 'Esta página é da administração' }).waitFor();
      }
      await page.context().close();
    });

    it.each(SECTIONS)(
      'should have no faults that axe finds, in either theme and on a phone: %s',
      async (section) => {
        const { page, complaints } = await open(carla, `/settings/${section}`, {
          viewport: PHONE,
          locale: 'en-GB',
        });
        await until(async () => (await page.locator('main .skeleton').count()) === 0);
        await expectFaultless(page);
        expect(complaints).toEqual([]);
        await page.context().close();
      },
    );

    it('should show older events when they are asked for', async () => {
      const add = async () => {
        const { body } = await carla.client.post<{ id: string }>('/notices', { message: 'one of many' });
        await carla.client.delete(`/notices/${body.id}`);
      };
      for (let made = 0; made < 26; made += 1) await add();
      const { page } = await open(carla, '/settings/audit?actor=carla');
      await page.getByText('carla', { exact: true }).nth(49).waitFor();
      const shown = await page.getByText('carla', { exact: true }).count();
      expect(shown).toBe(50);
      await page.getByRole('button', { name: 'Mostrar mais antigos' }).click();
      await until(async () => (await page.getByText('carla', { exact: true }).count()) > shown);
      await page.context().close();
    });

    it('should change what holds for everybody, and who signs in with Google', async () => {
      const { page } = await open(carla, '/settings/policy');
      await page.getByLabel('Nome da escola').fill('Escola Aurora');
      await page.getByRole('radio', { name: /^Todos da escola/ }).check();
      await page.getByRole('button', { name: 'Salvar' }).click();
      await page.getByText('Salvo', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'Login com o Google' }).click();
      expect(await page.getByRole('radio', { name: /^Todos de um domínio/ }).isDisabled()).toBe(true);
      await page.getByRole('radio', { name: /^Quem já tem conta aqui/ }).check();
      await page.getByRole('button', { name: 'Salvar' }).click();
      await until(async () => {
        const { body } = await carla.client.get('/tenant');
        return JSON.stringify(body).includes('"google_sign_in":"members"');
      });
      expect((await carla.client.get('/tenant')).body).toMatchObject({
        name: 'Escola Aurora',
        course_files: 'everyone',
      });
      await page.context().close();
    });

    it('should let somebody in again who is locked out, and tell all of it in the audit trail', async () => {
      const wrong = { username: ana.email, password: 'Wrong-9-password' };
      await until(
        async () => (await new Client(system.origin, '').post('/auth/login', wrong)).status === 429,
      );
      const { page } = await open(carla, '/settings/lockouts');
      await page.getByRole('button', { name: 'Liberar ana' }).click();
      await page.getByText('Ninguém está bloqueado.').waitFor();
      await focusOn(page, 'Bloqueios');

      await page.getByRole('link', { name: 'Auditoria' }).click();
      await page.getByText('liberou o acesso de uma pessoa', { exact: true }).waitFor();
      await page.getByRole('combobox', { name: 'Resultado' }).selectOption('Recusado');
      await page.getByRole('searchbox', { name: 'Pessoa' }).fill('ana');
      await page.getByText('tentou entrar', { exact: true }).first().waitFor();
      await page.getByText('liberou o acesso de uma pessoa', { exact: true }).waitFor({ state: 'detached' });
      await page.waitForURL(/actor=ana/);
      await page
        .getByRole('button', { name: /^Detalhes: ana tentou entrar/ })
        .first()
        .click();
      await page.getByText('auth.sign-in', { exact: true }).first().waitFor();
      await page.getByRole('searchbox', { name: 'Qualquer texto' }).fill('nothing like this');
      await page.getByText('Nada corresponde ao filtro.').waitFor();
      await page.getByRole('link', { name: 'Limpar filtros' }).click();
      await page.getByText('liberou o acesso de uma pessoa', { exact: true }).waitFor();
      await page.context().close();

      const other = await open(rosa, '/settings/audit');
      await other.page.getByText('rosa', { exact: true }).first().waitFor();
      expect(await other.page.getByText('liberou o acesso de uma pessoa', { exact: true }).count()).toBe(0);
      await other.page.goto(`${system.origin}/app/settings/people`);
      await other.page.getByText('rosa@other.example').waitFor();
      expect(await other.page.getByText('@school.example').count()).toBe(0);
      await other.page.context().close();
    });
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
