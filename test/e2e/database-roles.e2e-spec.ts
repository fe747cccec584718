import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { DataSource } from 'typeorm';
import type { DownloadBody } from '@app/testing/client';
import { emptyDatabase } from '@app/testing/parts';
import { superAdmin } from '@app/testing/people';
import { ANA } from '@app/testing/sandbox-school';
import { TestSystem } from '@app/testing/system';

/** One role owns the schema and migrates it, another runs the apps. */
describe('the roles of the database', () => {
  const suffix = randomBytes(4).toString('hex');
  const [owner, app] = [`owner-${suffix}`, `app_${suffix}`];
  let server: Awaited<ReturnType<typeof emptyDatabase>>;
  let urls: Record<'DATABASE_ADMIN_URL' | 'MIGRATION_DATABASE_URL' | 'DATABASE_URL', string>;
  let system: TestSystem;
  const connections: DataSource[] = [];

  /** A program of ours, with nothing but the environment: what it prints, and how it ended. */
  const run = async (script: string, args: string[], env: Record<string, string>) => {
    const child = spawn(process.execPath, [`dist/${script}.js`, ...args], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, output };
  };
  const makeRoles = () => run('libs/database/src/database-roles', [], urls);
  const migrate = (command: string) => run('libs/database/src/migrate', [command], urls);
  const verify = () => run('apps/worker/src/verify-audit', [], system.environment());
  const connect = async (url: string) => {
    const dataSource = await new DataSource({ type: 'postgres', url }).initialize();
    connections.push(dataSource);
    return dataSource;
  };

  beforeAll(async () => {
    server = await emptyDatabase();
    const as = (name: string) => server.urlAs(name, `it's 1 "secret"`);
    urls = {
      DATABASE_ADMIN_URL: server.adminUrl,
      MIGRATION_DATABASE_URL: as(owner),
      DATABASE_URL: as(app),
    };
    for (const step of [makeRoles, () => migrate('run'), makeRoles, () => migrate('run')]) {
      expect(await step()).toMatchObject({ code: 0 });
    }
    system = await TestSystem.start({ databaseUrl: urls.DATABASE_URL });
  });

  afterAll(async () => {
    await system.close();
    await Promise.all(connections.map((connection) => connection.destroy()));
    await server.drop([owner, app]);
  });

  it('should let the apps do all of their work', async () => {
    const client = system.client();
    await client.connect(ANA);
    const url = `${system.sandbox.origin}/media/museu.mp4`;
    const { body } = await client.post<DownloadBody>('/downloads', { url });
    expect(await client.ended(body.id)).toMatchObject({ status: 'completed' });
    const root = await superAdmin(system);
    expect((await root.post('/maintenance/clean-up?dry_run=false')).status).toBe(200);
    expect(await run('apps/worker/src/rotate-keys', [], system.environment())).toMatchObject({ code: 0 });
    expect(system.log.text).not.toMatch(/permission denied|must be owner/);
  });

  it.each([
    'TRUNCATE security_events',
    `UPDATE security_events SET outcome = 'ok'`,
    'DELETE FROM security_events',
    'UPDATE audit_chain SET keep_days = 0',
    'ALTER TABLE security_events DISABLE TRIGGER ALL',
    'DROP TABLE security_events',
    'CREATE OR REPLACE FUNCTION keep_security_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$',
    'CREATE TABLE mine (id int)',
    'DELETE FROM schema_migrations',
    'SET session_replication_role = replica',
  ])('should not let the role of the apps do this: %s', async (sql) => {
    const apps = await connect(urls.DATABASE_URL);
    await expect(apps.query(sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('should keep what is younger than AUDIT_RETENTION_DAYS at the migration, whatever the apps ask for', async () => {
    const apps = await connect(urls.DATABASE_URL);
    expect(await apps.query('SELECT keep_days FROM audit_chain')).toEqual([{ keep_days: 90 }]);
    expect(await apps.query('SELECT prune_security_events(0, 100) AS removed')).toEqual([{ removed: 0 }]);
  });

  it('should show a super-admin gaps and changes, by the api and by the command', async () => {
    const root = await superAdmin(system);
    expect((await root.get('/security/events/integrity')).body).toMatchObject({
      intact: true,
      protected: true,
      problems: [],
    });
    expect(await verify()).toMatchObject({
      code: 0,
      output: expect.stringContaining('the chain is intact') as string,
    });
    const admin = await connect(server.urlOfDatabase);
    await admin.transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      await manager.query(`UPDATE security_events SET actor_name = 'somebody else' WHERE seq = 1`);
      await manager.query('DELETE FROM security_events WHERE seq = 2');
    });
    const { body } = await root.get('/security/events/integrity');
    expect(body).toMatchObject({
      intact: false,
      problems: [
        { kind: 'changed', from_seq: 1, to_seq: 1 },
        { kind: 'missing', from_seq: 2, to_seq: 2 },
      ],
    });
    const told = await verify();
    expect(told.code).toBe(1);
    expect(told.output).toContain('changed: 1 to 1\nmissing: 2 to 2');
    const { body: list } = await root.get<{ events: { seq: number }[] }>('/security/events');
    expect(list.events.map(({ seq }) => seq)).toContain(1);
  });

  it('should remove what is old enough, by the apps as they are', async () => {
    const admin = await connect(server.urlOfDatabase);
    await admin.transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      await manager.query(`UPDATE security_events SET at = at - interval '91 days' WHERE seq <= 3`);
    });
    const root = await superAdmin(system);
    expect((await root.post('/maintenance/clean-up?dry_run=false')).status).toBe(200);
    const [oldest]: { seq: number }[] = await admin.query('SELECT min(seq)::int AS seq FROM security_events');
    expect(oldest?.seq).toBe(4);
    // What was changed went with them; what is left is a whole chain.
    expect((await root.get('/security/events/integrity')).body).toMatchObject({ intact: true });
  });
});
