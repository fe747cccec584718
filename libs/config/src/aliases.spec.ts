import { ALIASES, resolveAliases } from './aliases';
import { withoutApiSecrets, removeSecrets } from './process-secrets';
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

  it.each([
    ['the variable', { JWT_SECRET_KEY: 'ours', DATABASE_URL: 'postgresql://ours/x', LOG_LEVEL: 'warn' }],
    ['its file', { JWT_SECRET_KEY_FILE: '/a', DATABASE_URL_FILE: '/b', LOG_LEVEL_FILE: '/c' }],
  ])('should prefer our own name, given as %s', (_case, ours) => {
    const { source, notes } = resolveAliases({ ...ours, SECRET_KEY: 'x', DB_HOST: 'db', DEBUG: 'true' });
    expect(source).toEqual({ ...ours, SECRET_KEY: 'x', DB_HOST: 'db', DEBUG: 'true' });
    expect(notes).toEqual([
      'SECRET_KEY is ignored: JWT_SECRET_KEY is set',
      'DB_HOST: ignored: DATABASE_URL is set',
    ]);
  });

  it('should read a secret from a file under its other name, too', () => {
    expect(resolveAliases({ SECRET_KEY_FILE: '/run/secrets/key' }).source).toMatchObject({
      JWT_SECRET_KEY_FILE: '/run/secrets/key',
    });
  });

  it.each([
    [{ DB_NAME: 'escola' }, 'postgresql://postgres@localhost:5432/escola'],
    [{ DB_HOST: '::1', DB_USER: 'ana' }, 'postgresql://ana@[::1]:5432/ana'],
  ])('should complete %j', (given, url) => {
    expect(resolveAliases(given).source.DATABASE_URL).toBe(url);
  });

  it.each([[{}], [{ DEBUG: 'false' }], [{ DEBUG: '', DB_HOST: '', SECRET_KEY: '' }]])(
    'should leave %j as it is',
    (given) => {
      expect(resolveAliases(given)).toEqual({ source: given, notes: [], problems: [] });
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
