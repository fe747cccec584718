import { StartupError } from '@app/kernel';
import { DataSource } from 'typeorm';
import { quoted } from './app-privileges';

export interface RoleUrls {
  /** Of a role that may make others: the superuser, or the admin of a managed service. */
  adminUrl: string;
  /** Of the role that owns the schema and migrates it. */
  migrationUrl: string;
  /** Of the role that the apps run as. */
  appUrl: string;
}

interface Account {
  name: string;
  password: string;
  database: string;
}

/**
 * Makes the two roles and the database, or brings what is there into that order; may be run again. Whatever the
 * database held before becomes the migrating role's.
 * @throws StartupError
 */
export async function makeRoles({ adminUrl, migrationUrl, appUrl }: RoleUrls): Promise<void> {
  const [admin, owner, app] = [adminUrl, migrationUrl, appUrl].map(accountOf) as [Account, Account, Account];
  if (owner.name === app.name || [owner.name, app.name].includes(admin.name)) {
    throw new StartupError('The three addresses must name three different roles.');
  }
  if (owner.database !== app.database) {
    throw new StartupError('MIGRATION_DATABASE_URL and DATABASE_URL must name the same database.');
  }
  await connected(adminUrl, async (server) => {
    for (const account of [owner, app]) await makeRole(server, account);
    await makeDatabase(server, owner);
  });
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(owner.database)}`;
  await connected(url.href, (database) => handOver(database, owner.name, app.name));
}

function accountOf(text: string): Account {
  const { username, password, pathname } = new URL(text);
  const [name, secret, database] = [username, password, pathname.slice(1)].map(decodeURIComponent);
  if (!name || !secret || !database) {
    throw new StartupError('Each address must look like postgresql://user:password@host:5432/database.');
  }
  return { name, password: secret, database };
}

async function connected(url: string, work: (dataSource: DataSource) => Promise<void>): Promise<void> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url,
    poolSize: 1,
    applicationName: 'classroom-roles',
  }).initialize();
  try {
    await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

async function makeRole(server: DataSource, { name, password }: Account): Promise<void> {
  const [known] = await server.query<unknown[]>('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  const [{ sql } = { sql: '' }] = await server.query<{ sql: string }[]>(
    `SELECT format('%s ROLE %I LOGIN PASSWORD %L NOCREATEDB NOCREATEROLE', $1::text, $2::text, $3::text) AS sql`,
    [known ? 'ALTER' : 'CREATE', name, password],
  );
  await server.query(sql);
}

async function makeDatabase(server: DataSource, { name, database }: Account): Promise<void> {
  const [role, base] = [await quoted(server, name), await quoted(server, database)];
  // A superuser may give things away; others only to roles that they are members of.
  const [self] = await server.query<{ mighty: boolean }[]>(
    'SELECT rolsuper AS mighty FROM pg_roles WHERE rolname = current_user',
  );
  if (self?.mighty !== true) await server.query(`GRANT ${role} TO CURRENT_USER`);
  const [known] = await server.query<unknown[]>('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  await server.query(
    known ? `ALTER DATABASE ${base} OWNER TO ${role}` : `CREATE DATABASE ${base} OWNER ${role}`,
  );
}

/** Everything in the schema but what extensions brought. Sequences of columns go with their tables. */
const POSSESSIONS = `
  SELECT format('ALTER %s %s OWNER TO', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW'
      WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, c.oid::regclass) AS statement
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i', 'e'))
  UNION ALL
  SELECT format('ALTER ROUTINE %s OWNER TO', p.oid::regprocedure) FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  UNION ALL
  SELECT format('ALTER TYPE %s OWNER TO', t.oid::regtype) FROM pg_type t
    WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')`;

async function handOver(database: DataSource, ownerName: string, appName: string): Promise<void> {
  await database.transaction(async (manager) => {
    const [owner, app] = [await quoted(manager, ownerName), await quoted(manager, appName)];
    const [{ base } = { base: '' }] = await manager.query<{ base: string }[]>(
      'SELECT quote_ident(current_database()) AS base',
    );
    const possessions = await manager.query<{ statement: string }[]>(POSSESSIONS);
    for (const { statement } of possessions) await manager.query(`${statement} ${owner}`);
    await manager.query(`
      ALTER SCHEMA public OWNER TO ${owner};
      REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${app};
      REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${app};
      REVOKE ALL ON DATABASE ${base} FROM PUBLIC, ${app};
      GRANT CONNECT ON DATABASE ${base} TO ${app};
    `);
  });
}
