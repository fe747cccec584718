import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { LocalRedis } from '../../apps/local/src/services/local-redis';
import { type Sandbox, startSandbox } from '../../apps/sandbox/src/start-sandbox';
import { dataSourceOptions } from '../../libs/database/src/data-source-options';
import type { YtdlpState } from '@app/media';
import { NodeProcessRunner } from '@app/process';
import { Client } from 'pg';
import { DataSource } from 'typeorm';

/** What the global set-up hands over to the tests. */
export interface SharedParts {
  postgresUrl: string;
  template: string;
  mediaDirectory: string;
  /** What this machine's yt-dlp says of itself, which takes it most of a second. */
  ytdlp: YtdlpState;
}

export const PARTS_VARIABLE = 'CLASSROOM_TEST_PARTS';

export function sharedParts(): SharedParts {
  const text = process.env[PARTS_VARIABLE];
  if (text === undefined) throw new Error('the shared parts are not started');
  return JSON.parse(text) as SharedParts;
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** A database of the test's own, with the schema, copied from a template. */
export async function testDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const { url, create, drop } = newTestDatabase();
  await create();
  return { url, drop };
}

/** The same, before it is there. */
export function newTestDatabase(): { url: string; create: () => Promise<void>; drop: () => Promise<void> } {
  const { postgresUrl, template } = sharedParts();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const run = (sql: string) => administer(postgresUrl, (client) => client.query(sql));
  return {
    url: databaseUrl(postgresUrl, name),
    create: () => run(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`),
    drop: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

export async function dropRoles(roles: string[]): Promise<void> {
  await administer(sharedParts().postgresUrl, async (client) => {
    for (const role of roles) await client.query(`DROP ROLE IF EXISTS "${role}"`);
  });
}

/** The name of a database that is not there yet, the superuser who could make it, and others who would use it. */
export async function emptyDatabase(): Promise<{
  adminUrl: string;
  urlOfDatabase: string;
  urlAs: (user: string, password: string) => string;
  drop: (roles: string[]) => Promise<void>;
}> {
  const { postgresUrl } = sharedParts();
  const name = `test_${randomBytes(6).toString('hex')}`;
  return {
    adminUrl: postgresUrl,
    urlOfDatabase: databaseUrl(postgresUrl, name),
    urlAs: (user, password) => {
      const url = new URL(databaseUrl(postgresUrl, name));
      Object.assign(url, { username: user, password: encodeURIComponent(password) });
      return url.href;
    },
    drop: (roles) =>
      administer(postgresUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }).then(() => dropRoles(roles)),
  };
}

async function administer(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // Two copies of one template at once disturb each other.
    await client.query('SELECT pg_advisory_lock(42)');
    await work(client);
  } finally {
    await client.end();
  }
}

/** A Redis of the test's own: tests stop it, flush it and kill it. */
export async function testRedis(): Promise<LocalRedis & { close: () => Promise<void> }> {
  const directory = await temporaryDirectory();
  const command = process.env.REDIS_SERVER_PATH ?? 'redis-server';
  const options = {
    command,
    directory: directory.path,
    port: await freePort(),
    password: randomBytes(12).toString('hex'),
  };
  const redis = new LocalRedis(new NodeProcessRunner(), options);
  await redis.start();
  return Object.assign(redis, {
    close: async () => {
      await redis.stop();
      await directory.remove();
    },
  });
}

/** A sandbox of the test's own, on the shared videos. */
export async function testSandbox(): Promise<Sandbox> {
  return startSandbox({
    port: 0,
    mediaDirectory: sharedParts().mediaDirectory,
    processes: new NodeProcessRunner(),
    ffmpeg: process.env.FFMPEG_PATH ?? 'ffmpeg',
    secret: randomBytes(12).toString('hex'),
    throttle: { bytesPerSecond: 0 },
  });
}

export async function temporaryDirectory(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'classroom-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** The path of a film of twelve seconds, 640 × 360; whoever changes it copies it first. */
export async function sampleFilm(): Promise<string> {
  const sandbox = await testSandbox();
  const film = sandbox.web.get('aula-1.mp4') ?? '';
  await sandbox.close();
  return film;
}

/** As the apps open theirs, for repositories that are tested beside their code. */
export function openDataSource(url: string, entities: (new () => object)[]): Promise<DataSource> {
  const options = dataSourceOptions({ url, poolSize: 4, applicationName: 'tests' });
  return new DataSource({ ...options, entities }).initialize();
}
