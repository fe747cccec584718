import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { findDashboard } from './dashboard-files';
import { serveDashboard } from './serve-dashboard';

describe(serveDashboard, () => {
  const SCRIPT = 'console.log(1);'.repeat(200);
  let directory: string;
  let built: FastifyInstance;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'dashboard-'));
    await mkdir(join(directory, 'assets'));
    await mkdir(join(directory, '.vite'));
    await writeFile(join(directory, 'index.html'), '<!doctype html><title>page</title>');
    await writeFile(join(directory, '.vite', 'manifest.json'), '{}');
    await writeFile(join(directory, 'assets', 'index-1.js'), SCRIPT);
    await writeFile(join(directory, 'assets', 'index-1.js.gz'), gzipSync(SCRIPT));
    await writeFile(join(directory, 'assets', 'index-1.js.br'), brotliCompressSync(SCRIPT));
    await writeFile(join(directory, 'manifest.webmanifest'), '{}');
    built = Fastify({ routerOptions: { ignoreTrailingSlash: true } });
    await serveDashboard(built, findDashboard(directory));
  });

  afterAll(async () => {
    await built.close();
    await rm(directory, { recursive: true });
  });

  it.each([
    '/app',
    '/app/',
    '/app/downloads',
    '/app/watch/1?t=2',
    '/app/.vite/manifest.json',
    '/app/index.html',
  ])('should answer its page at %s', async (url) => {
    const { statusCode, headers, body } = await built.inject({ url });
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
    expect(body).toContain('<title>page</title>');
  });

  it('should not send the page again to who has it', async () => {
    const { etag } = (await built.inject('/app/')).headers;
    const again = await built.inject({ url: '/app/', headers: { 'if-none-match': String(etag) } });
    expect(again).toMatchObject({ statusCode: 304, body: '' });
    expect(again.headers['content-security-policy']).toBeDefined();
  });

  it('should let the page load from its own origin alone, and no script inside it', async () => {
    const policy = String((await built.inject('/app/')).headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|data:|blob:|\*|http/);
  });

  it('should send files as they were compressed, kept for ever when their name is a hash', async () => {
    const packed = await built.inject({
      url: '/app/assets/index-1.js',
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(packed.rawPayload).toEqual(gzipSync(SCRIPT));
    const smallest = await built.inject({
      url: '/app/assets/index-1.js',
      headers: { 'accept-encoding': 'gzip, deflate, br, zstd' },
    });
    expect(smallest.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(smallest.rawPayload).toString()).toBe(SCRIPT);
    const plain = await built.inject('/app/assets/index-1.js');
    expect(plain.body).toBe(SCRIPT);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect((await built.inject('/app/manifest.webmanifest')).headers).toMatchObject({
      'cache-control': 'no-cache',
    });
  });

  it('should have nothing in the place of a file that is gone', async () => {
    expect((await built.inject('/app/assets/index-0.js')).statusCode).toBe(404);
  });

  it.each(['/app/../package.json', '/app/%2e%2e/package.json', '/app/assets/..%2f..%2fpackage.json'])(
    'should not lead out of its directory by %s',
    async (url) => {
      expect((await built.inject({ url })).body).not.toContain('"name"');
    },
  );

  it('should say so when it was not built', async () => {
    const unbuilt = Fastify();
    await serveDashboard(unbuilt, findDashboard(join(directory, 'nothing')));
    const { statusCode, body } = await unbuilt.inject('/app/downloads');
    expect(statusCode).toBe(503);
    expect(body).toContain('was not built');
    await unbuilt.close();
  });
});
