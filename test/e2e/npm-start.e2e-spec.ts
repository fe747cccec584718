import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@app/testing/free-port';
import { Client } from '@app/testing/client';
import { temporaryDirectory } from '@app/testing/parts';
import { signIn } from '@app/testing/people';
import { until } from '@app/testing/until';

const run = promisify(execFile);
/** As source document 004 has it, but for a secret that nobody knows. */
const ENV = `# Database
DB_USER=postgres
DB_PORT=5432
DB_PASSWORD=postgres
DB_NAME=video_service
DB_HOST=localhost

# Redis
REDIS_URL=redis://localhost:6379

# Security
SECRET_KEY=uma-chave-secreta-bem-longa-e-rara-71

# JWT
ACCESS_TOKEN_EXPIRE_MINUTES=1440  # 1440 = 1 dia
`;
const MAIN = resolve('dist/apps/local/src/main.js');

/** `npm start` in a fresh clone, and what a newcomer reads on the terminal and types next. */
describe('npm start', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let child: ChildProcess;
  let output = '';
  let port: number;

  beforeAll(async () => {
    [directory, port] = await Promise.all([temporaryDirectory(), freePort()]);
    await writeFile(join(directory.path, '.env'), ENV);
    child = spawn(process.execPath, [MAIN, 'start'], {
      cwd: directory.path,
      // As scripts/bootstrap.mjs hands the tools over.
      env: {
        PATH: process.env.PATH,
        REDIS_SERVER_PATH: process.env.REDIS_SERVER_PATH,
        YTDLP_PATH: process.env.YTDLP_PATH,
        FFMPEG_PATH: process.env.FFMPEG_PATH,
        DATA_DIR: directory.path,
        PORT: String(port),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    await until(() => output.includes('Ctrl-C ends it.') || child.exitCode !== null, 120_000);
    if (child.exitCode !== null) throw new Error(`it did not start:\n${output}`);
  }, 130_000);

  afterAll(async () => {
    child.kill('SIGKILL');
    await directory.remove();
  });

  const shown = (pattern: RegExp) => pattern.exec(output)?.[1] ?? '';
  const origin = () => shown(/runs at (http:\S+)/);
  const apiKey = () => shown(/API key +(cdl_\S+)/);
  const sandbox = () => shown(/the sandbox at (http:[^\s,]+)/);

  const admin = async () => {
    const [, email = '', password = ''] = /sign in +(\S+) +(\S+)/.exec(output) ?? [];
    return signIn(origin(), email, password);
  };
  /** It may ask whether an address would be taken, and nothing more. */
  const keyForReading = async () => {
    const input = { name: 'reader', scopes: ['downloads:read'] };
    return (await (await admin()).client.post<{ key: string }>('/api-keys', input)).body.key;
  };

  it('should say where everything is and with what to sign in', async () => {
    expect(origin()).toBe(`http://localhost:${String(port)}`);
    for (const [, url = ''] of output.matchAll(/^ {2}(?:dashboard|API) +(\S+)$/gm))
      expect([url, (await fetch(url)).status]).toEqual([url, 200]);
    expect((await (await admin()).client.get('/queues')).status).toBe(200);
  });

  it('should take the variables of a .env, and say which it has no use for', async () => {
    expect(output).toContain(
      'not used    DB_HOST, DB_PORT, DB_USER, DB_PASSWORD, DB_NAME, REDIS_URL: PostgreSQL and Redis are its own',
    );
    expect((await admin()).answer.body.expires_in).toBe(86_400);
  });

  it.each([
    ['sh', 'examples/download.sh'],
    [process.execPath, 'examples/download.mts'],
    [process.env.PYTHON_PATH ?? 'python3', 'examples/download.py'],
  ])(
    'should download by the example: %s %s',
    async (program, example) => {
      const file = join(directory.path, `${example.split('.')[1] ?? ''}.mp4`);
      const typeWith = (API_KEY: string, ...args: string[]) => {
        const env = { ...process.env, BASE_URL: origin(), API_KEY };
        return run(program, [example, ...args], { env, timeout: 60_000 });
      };
      const type = (...args: string[]) => typeWith(apiKey(), ...args);
      const url = `${sandbox()}/media/museu.mp4`;
      const { stdout } = await type(url, file);
      expect(stdout.trim()).toBe(file);
      const { body } = await new Client(origin(), apiKey()).get<{ downloads: { sha256: string }[] }>(
        '/downloads?limit=1',
      );
      const sha256 = createHash('sha256').update(await readFile(file));
      expect(sha256.digest('hex')).toBe(body.downloads[0]?.sha256);
      await expect(type('http://169.254.169.254/', file)).rejects.toThrow('169.254.169.254');
      await expect(type(`${sandbox()}/media/nothing-of-this-name.mp4`, file)).rejects.toThrow('no longer');
      await expect(typeWith(await keyForReading(), url, file)).rejects.toThrow('request.forbidden');
    },
    180_000,
  );

  it('should end in order when it is asked to', async () => {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(output).toContain('Stopping …');
    await expect(fetch(`${origin()}/livez`)).rejects.toThrow();
  });
});
