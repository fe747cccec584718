import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NodeProcessRunner, type RunningProcess } from '@app/process';
import { freePort } from './free-port';
import { temporaryDirectory } from './parts';
import { until } from './until';

const run = promisify(execFile);
const NGINX = globalThis.process.env.NGINX_PATH ?? '/usr/sbin/nginx';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A real nginx with docker/nginx.conf; only its ports, its certificate and the address of the api are the test's. */
export class Nginx {
  private constructor(
    readonly httpPort: number,
    readonly httpsPort: number,
    private readonly process: RunningProcess,
    private readonly directory: { remove: () => Promise<void> },
  ) {}

  /** @param api host and port of what stands behind it */
  static async inFrontOf(api: string): Promise<Nginx> {
    const directory = await temporaryDirectory();
    const [http, https] = [await freePort(), await freePort()];
    await makeCertificate(directory.path);
    const [, major = 0, minor = 0] = (
      /nginx\/(\d+)\.(\d+)/.exec((await run(NGINX, ['-v'])).stderr) ?? []
    ).map(Number);
    let server = (await readFile('docker/nginx.conf', 'utf8'))
      .replace('server api:8001;', `server ${api};`)
      .replace('listen 80;', `listen 127.0.0.1:${String(http)};`)
      .replace('listen 443 ssl;', `listen 127.0.0.1:${String(https)} ssl;`)
      .replaceAll('/etc/nginx/certs', directory.path);
    // The directive is of 1.25.1; the image has a newer one, Debian may have an older one.
    if (major * 1000 + minor < 1026) server = server.replace('http2 on;', '');
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${join(directory.path, name)};`,
    );
    const file = join(directory.path, 'nginx.conf');
    await mkdir(join(directory.path, 'logs'));
    await writeFile(
      file,
      `daemon off;\nworker_processes 1;\npid ${join(directory.path, 'pid')};\nevents {}\n` +
        `http {\naccess_log off;\n${paths.join('\n')}\n${server}\n}\n`,
    );
    const args = ['-p', directory.path, '-c', file, '-e', 'stderr'];
    // It says what is wrong with the file, where starting would only fail.
    await run(NGINX, [...args, '-t']);
    const process = new NodeProcessRunner().start({
      command: NGINX,
      args,
      cwd: directory.path,
      graceMs: 2_000,
      onStdout: () => undefined,
    });
    const nginx = new Nginx(http, https, process, directory);
    await until(() =>
      nginx.get('/livez').then(
        () => true,
        () => false,
      ),
    );
    return nginx;
  }

  /** A request over TLS whose answer is not decompressed. */
  get(path: string, headers: Record<string, string> = {}, method = 'GET', body?: string): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port: this.httpsPort,
        path,
        headers,
        method,
        rejectUnauthorized: false,
      };
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  async close(): Promise<void> {
    await this.process.stop();
    await this.directory.remove();
  }
}

async function makeCertificate(directory: string): Promise<void> {
  const [key, certificate] = [join(directory, 'privkey.pem'), join(directory, 'fullchain.pem')];
  const subject = ['-subj', '/CN=localhost', '-days', '1', '-keyout', key, '-out', certificate];
  await run(globalThis.process.env.OPENSSL_PATH ?? 'openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    ...subject,
  ]);
}
