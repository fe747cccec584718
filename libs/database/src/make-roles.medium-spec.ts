import { randomBytes } from 'node:crypto';
import { StartupError } from '@app/kernel';
import { DataSource } from 'typeorm';
import { dropRoles, testDatabase } from '@app/testing/parts';
import { grantToApps } from './app-privileges';
import { dataSourceOptions } from './data-source-options';
import { makeRoles } from './make-roles';

const options = (url: string) => dataSourceOptions({ url, poolSize: 2, applicationName: 'tests' });

describe(makeRoles, () => {
  const suffix = randomBytes(4).toString('hex');
  const [owner, app] = [`owner_${suffix}`, `app_${suffix}`];
  let parts: Awaited<ReturnType<typeof testDatabase>>;

  beforeAll(async () => (parts = await testDatabase()));

  afterAll(async () => {
    await parts.drop();
    await dropRoles([owner, app]);
  });

  const urlAs = (name: string) => {
    const url = new URL(parts.url);
    Object.assign(url, { username: name, password: 'secret' });
    return url.href;
  };
  const urls = () => ({ adminUrl: parts.url, migrationUrl: urlAs(owner), appUrl: urlAs(app) });
  const connected = async <T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> => {
    const dataSource = await new DataSource(options(url)).initialize();
    try {
      return await work(dataSource);
    } finally {
      await dataSource.destroy();
    }
  };

  it('should give what one role had to the new owner, who can migrate it back and forth', async () => {
    await connected(parts.url, (admin) =>
      admin.query(
        `INSERT INTO security_events (actor_kind, action, outcome) VALUES ('system', 'before', 'ok')`,
      ),
    );
    await makeRoles(urls());
    await makeRoles(urls());
    await connected(urlAs(owner), async (dataSource) => {
      const foreign = await dataSource.query<unknown[]>(
        `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S', 'v')
           AND relowner <> $1::regrole
         UNION ALL SELECT proname FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND proowner <> $1::regrole
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`,
        [owner],
      );
      expect(foreign).toEqual([]);
      await dataSource.undoLastMigration();
      await dataSource.runMigrations();
      await grantToApps(dataSource, { role: app, auditDays: 0 });
    });
    await connected(urlAs(app), async (dataSource) => {
      await dataSource.query(
        `INSERT INTO security_events (actor_kind, action, outcome) VALUES ('system', 'after', 'ok')`,
      );
      expect(await dataSource.query('SELECT action FROM security_events ORDER BY seq')).toEqual([
        { action: 'before' },
        { action: 'after' },
      ]);
      expect(await dataSource.query('SELECT keep_days FROM audit_chain')).toEqual([{ keep_days: 36_500 }]);
      for (const sql of ['TRUNCATE security_events', 'DELETE FROM security_events', 'TRUNCATE users']) {
        await expect(dataSource.query(sql)).rejects.toThrow('permission denied');
      }
    });
  });

  it('should say so when the addresses name one role twice, or two databases', async () => {
    const { adminUrl, migrationUrl, appUrl } = urls();
    const refused = (odd: Partial<ReturnType<typeof urls>>) =>
      expect(makeRoles({ adminUrl, migrationUrl, appUrl, ...odd })).rejects.toThrow(StartupError);
    await refused({ appUrl: migrationUrl });
    await refused({ appUrl: adminUrl });
    await refused({ appUrl: `${appUrl}_other` });
    await refused({ appUrl: 'postgresql://nobody@localhost/x' });
  });
});
