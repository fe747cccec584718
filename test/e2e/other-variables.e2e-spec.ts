import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { ApiProcess } from '@app/testing/api-process';
import { Client } from '@app/testing/client';
import { signIn } from '@app/testing/people';
import { ANA } from '@app/testing/sandbox-school';
import { ADMIN } from '@app/testing/system';
import { useSystem } from '@app/testing/use-system';

/** The built api as the variables of other services start it, one after the other. */
describe('the variables of the source documents', () => {
  const system = useSystem({ api: false, workers: 0 });
  let database: URL;

  beforeAll(async () => {
    database = new URL(system.databaseUrl);
  });

  const start = (env: string) => ApiProcess.start(system, parseEnv(env) as Record<string, string>);
  /** What was told at start. */
  const told = ({ log }: ApiProcess) =>
    [...log.matchAll(/"(?:msg|message)":"([^"]* read as [^"]*)"/g)].map(([, text]) => text);
  const readyz = (api: ApiProcess) => fetch(`${api.origin}/readyz`).then(({ status }) => status);

  describe('000', () => {
    it('should be taken as they stand, and an account be connected with its scopes', async () => {
      const address = system.databaseUrl.replace(/^postgres(ql)?:/, 'postgresql+asyncpg:');
      const api = await start(`
        APP_NAME="Classroom Downloader API"
        APP_VERSION=1.0.0
        DEBUG=False
        DATABASE_URL=${address}
        GOOGLE_SCOPES='["https://www.googleapis.com/auth/classroom.courses.readonly", "https://www.googleapis.com/auth/classroom.coursework.students.readonly", "https://www.googleapis.com/auth/drive.readonly"]'
        ENCRYPTION_KEY=7cFhVQm2V5xJ0dM1u3pZ9oTqYb8sNwEr4LkGaHi6XcA=
        MAX_CONCURRENT_DOWNLOADS=5
        DOWNLOAD_TIMEOUT_SECONDS=3600
        WORKER_POLL_INTERVAL_SECONDS=5
        WORKER_MAX_RETRIES=3
        LOG_LEVEL=INFO
        YTDLP_FORMAT="bestvideo[ext=mp4]+bestaudio[ext=m4a]/best[ext=mp4]/best"
        YTDLP_OUTPUT_TEMPLATE=%(id)s.%(ext)s
      `);
      expect(await readyz(api)).toBe(200);
      const { info } = (await (await fetch(`${api.origin}/api/v1/openapi.json`)).json()) as {
        info: { title: string; version: string };
      };
      expect(info).toMatchObject({ title: 'Classroom Downloader API', version: '1.0.0' });
      const client = new Client(api.origin, system.tenantKeys.school ?? '');
      const credential = await client.connect(ANA);
      const { body } = await client.get(`/credentials/${String(credential)}`);
      expect(body).toMatchObject({ email: ANA, status: 'active' });
      const courses = await client.get<{ courses: object[] }>(`/courses?credential_id=${String(credential)}`);
      expect(courses.status).toBe(200);
      expect(courses.body.courses).not.toEqual([]);
    });
  });

  describe('004', () => {
    const document = (more: string) => `
        # Database
        DB_USER=${decodeURIComponent(database.username)}
        DB_PORT=${database.port}
        DB_PASSWORD=${decodeURIComponent(database.password)}
        DB_NAME=${database.pathname.slice(1)}
        DB_HOST=${database.hostname}
        DATABASE_URL=
        JWT_SECRET_KEY=
        ${more}
        # JWT
        ACCESS_TOKEN_EXPIRE_MINUTES=1440  # 1440 = 1 dia
      `;

    it('should become ours, each told at start and none with its value', async () => {
      const secret = 'uma-chave-secreta-bem-longa-e-rara-71';
      const api = await start(document(`SECRET_KEY=${secret}`));
      expect(await readyz(api)).toBe(200);
      expect(told(api)).toEqual([
        'SECRET_KEY is read as JWT_SECRET_KEY',
        'ACCESS_TOKEN_EXPIRE_MINUTES is read as JWT_ACCESS_TOKEN_EXPIRE_MINUTES',
        'DB_HOST, DB_PORT, DB_USER, DB_PASSWORD, DB_NAME: read as DATABASE_URL',
      ]);
      expect(api.log).not.toContain(secret);
      const { answer } = await signIn(api.origin, ADMIN.email, ADMIN.password);
      expect(answer.body.expires_in).toBe(86_400);
      const { iat = 0, exp = 0 } = decodeJwt(answer.body.access_token);
      expect(exp - iat).toBe(86_400);
    });

    it('should stop the start for a secret that everybody knows, and say its name', async () => {
      const started = start(document('SECRET_KEY=sua-secret-key'));
      await expect(started).rejects.toThrow(/SECRET_KEY.*must have at least 16 characters/);
    });
  });

  describe('JWT_ALGORITHM=EdDSA', () => {
    it('should sign with the key of a file, and take no token of another algorithm', async () => {
      const file = join(system.directory, 'jwt.pem');
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
      const api = await start(`
        JWT_ALGORITHM=EdDSA
        JWT_PRIVATE_KEY_FILE=${file}
      `);
      const { client, answer } = await signIn(api.origin, ADMIN.email, ADMIN.password);
      const token = answer.body.access_token;
      expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', typ: 'JWT' });
      expect((await client.get('/auth/profile')).status).toBe(200);
      const secrets = [
        system.environment().JWT_SECRET_KEY ?? '',
        publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      ];
      for (const secret of secrets) {
        const forged = await new SignJWT(decodeJwt(token))
          .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
          .sign(new TextEncoder().encode(secret));
        expect((await new Client(api.origin, forged).get('/auth/profile')).status).toBe(401);
      }
      const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${token.split('.')[1] ?? ''}.`;
      expect((await new Client(api.origin, none).get('/auth/profile')).status).toBe(401);
    });
  });
});
