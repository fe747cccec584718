import { itReturns } from '@app/testing/table';
import { ALIASES, resolveAliases } from './aliases';
import { withoutApiSecrets, removeSecrets } from './process-secrets';
import { readEnvironment, readMigrationSettings } from './read-environment';
import { VARIABLES } from './variables';

describe(resolveAliases, () => {
  it('should read the names of a school’s older set-up', () => {
    const { source, notes } = resolveAliases({
      DB_USER: 'postgres',
      DB_PORT: '5432',
      DB_PASSWORD: 'p@ss/word',
      DB_NAME: 'video_service',
      DB_HOST: 'localhost',
      SECRET_KEY: 'sua-secret-key',
      ACCESS_TOKEN_EXPIRE_MINUTES: '1440',
      DEBUG: 'True',
    });
    expect(source).toMatchObject({
      DATABASE_URL: 'postgresql://postgres:p%40ss%2Fword@localhost:5432/video_service',
      JWT_SECRET_KEY: 'sua-secret-key',
      JWT_ACCESS_TOKEN_EXPIRE_MINUTES: '1440',
      LOG_LEVEL: 'debug',
    });
    expect(notes).toEqual([
      'SECRET_KEY is read as JWT_SECRET_KEY',
      'ACCESS_TOKEN_EXPIRE_MINUTES is read as JWT_ACCESS_TOKEN_EXPIRE_MINUTES',
      'DB_HOST, DB_PORT, DB_USER, DB_PASSWORD, DB_NAME: read as DATABASE_URL',
      'DEBUG is read as LOG_LEVEL=debug',
    ]);
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ['SECRET_KEY and JWT_SECRET_KEY', { SECRET_KEY: 'hush-1', JWT_SECRET_KEY: 'hush-2' }],
    ['SECRET_KEY and JWT_SECRET_KEY', { SECRET_KEY: 'hush-1', JWT_SECRET_KEY_FILE: '/nowhere' }],
    [
      'ACCESS_TOKEN_EXPIRE_MINUTES and JWT_ACCESS_TOKEN_EXPIRE_MINUTES',
      { ACCESS_TOKEN_EXPIRE_MINUTES: '1440', JWT_ACCESS_TOKEN_EXPIRE_MINUTES: '30' },
    ],
    [
      'DB_HOST, DB_PASSWORD and DATABASE_URL',
      { DB_HOST: 'db', DB_PASSWORD: 'hush-1', DATABASE_URL: 'postgresql+asyncpg://u:hush-2@db/x' },
    ],
    ['DB_NAME and DATABASE_URL', { DB_NAME: 'x', DATABASE_URL: 'not an address' }],
  ])('should refuse %s that differ, and tell no value', (names, given) => {
    const { problems, notes } = resolveAliases(given);
    expect(problems.map(({ text }) => text)).toEqual([`${names}: both are given and differ; leave one out`]);
    expect(notes).toEqual([]);
  });

  it('should take what says the same twice', () => {
    const given = {
      SECRET_KEY: 'the same',
      JWT_SECRET_KEY: 'the same',
      DB_HOST: 'db',
      DB_PORT: '5432',
      DB_USER: 'ana',
      DB_PASSWORD: 'p@ss/word',
      DB_NAME: 'escola',
      DATABASE_URL: 'postgresql+asyncpg://ana:p%40ss%2Fword@db/escola',
    };
    expect(resolveAliases(given)).toMatchObject({ source: given, problems: [] });
    expect(resolveAliases(given).notes).toEqual([
      'SECRET_KEY: the same as JWT_SECRET_KEY',
      'DB_HOST, DB_PORT, DB_USER, DB_PASSWORD, DB_NAME: the same as DATABASE_URL',
    ]);
  });

  it.each([{ LOG_LEVEL: 'INFO' }, { LOG_LEVEL_FILE: '/c' }])(
    'should leave the level of %j as it is, whatever DEBUG says',
    (given) => {
      expect(resolveAliases({ ...given, DEBUG: 'true' }).source).toEqual({ ...given, DEBUG: 'true' });
    },
  );

  it.each(['true', 'True', '1', 'yes', 'on', ' t '])('should take DEBUG=%s for yes', (DEBUG) => {
    expect(resolveAliases({ DEBUG }).source.LOG_LEVEL).toBe('debug');
  });

  it.each(['false', '0', 'no', 'off', '', 'pw:api', '*'])('should take DEBUG=%s for no', (DEBUG) => {
    expect(resolveAliases({ DEBUG }).source.LOG_LEVEL).toBeUndefined();
  });

  it('should speak of what is wrong by the name under which it was given', () => {
    const source = { SECRET_KEY: 'sua-secret-key', ACCESS_TOKEN_EXPIRE_MINUTES: 'a day', DB_HOST: 'a b' };
    expect(() => readEnvironment(source)).toThrow(
      'JWT_SECRET_KEY (given as SECRET_KEY): must have at least 16 characters',
    );
    expect(() => readEnvironment(source)).toThrow(
      'JWT_ACCESS_TOKEN_EXPIRE_MINUTES (given as ACCESS_TOKEN_EXPIRE_MINUTES): must be a whole number',
    );
    expect(() => readEnvironment(source)).toThrow('DATABASE_URL (given as DB_HOST): must look like');
    expect(() => readEnvironment(source)).not.toThrow(/sua-|a b/);
  });

  it('should not trouble the migrations with what they do not need', () => {
    const source = { DATABASE_URL: 'postgresql://db/x', SECRET_KEY: 'one', JWT_SECRET_KEY: 'another' };
    expect(readMigrationSettings(source).url).toBe('postgresql://db/x');
    expect(() => readMigrationSettings({ ...source, DB_HOST: 'other' })).toThrow('DB_HOST and DATABASE_URL');
  });

  it('should read a secret from a file under its other name, too', () => {
    expect(resolveAliases({ SECRET_KEY_FILE: '/run/secrets/key' }).source).toMatchObject({
      JWT_SECRET_KEY_FILE: '/run/secrets/key',
    });
  });

  itReturns('should complete %j', (given: NodeJS.ProcessEnv) => resolveAliases(given).source.DATABASE_URL, [
    [{ DB_NAME: 'escola' }, 'postgresql://postgres@localhost:5432/escola'],
    [{ DB_HOST: '::1', DB_USER: 'ana' }, 'postgresql://ana@[::1]:5432/ana'],
  ]);

  it.each([[{}], [{ DEBUG: 'false' }], [{ DEBUG: '', DB_HOST: '', SECRET_KEY: '' }]])(
    'should leave %j as it is',
    (given) => {
      expect(resolveAliases(given)).toMatchObject({ source: given, notes: [], problems: [] });
    },
  );

  it('should take the defaults for what is empty, as a compose file leaves it', () => {
    const { source } = resolveAliases({
      DB_NAME: 'escola',
      DB_HOST: '',
      DB_PORT: '',
      DB_USER: '',
      DB_PASSWORD: '',
    });
    expect(source.DATABASE_URL).toBe('postgresql://postgres@localhost:5432/escola');
  });

  it('should never tell a value', () => {
    const given = Object.fromEntries(ALIASES.map((name) => [name, 'hush-hush']));
    expect(JSON.stringify(resolveAliases(given).notes)).not.toContain('hush');
  });

  it('should have no name that is a variable of ours', () => {
    expect(ALIASES.filter((name) => name in VARIABLES)).toEqual([]);
  });
});

describe('secrets under other names', () => {
  it('should not stay in the environment, nor reach a worker', () => {
    const source: NodeJS.ProcessEnv = { SECRET_KEY: 'a', DB_PASSWORD: 'b', SECRET_KEY_FILE: '/c' };
    expect(withoutApiSecrets(source)).toEqual({
      DB_PASSWORD: 'b',
      JWT_SECRET_KEY: expect.any(String) as string,
    });
    removeSecrets(source);
    expect(source).toEqual({ SECRET_KEY_FILE: '/c' });
  });
});
