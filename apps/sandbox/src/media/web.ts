import { stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sendMedia, type Throttle } from './send-media';

export interface WebFiles {
  /** Folder of HLS and DASH streams. */
  directory: string;
  /** Paths of single files by the name under /media/. */
  files: Map<string, string>;
  throttle: Throttle;
}

const TYPES: Record<string, string> = {
  mp4: 'video/mp4',
  webm: 'video/webm',
  mkv: 'video/x-matroska',
  flv: 'video/x-flv',
  html: 'text/html; charset=utf-8',
  m3u8: 'application/vnd.apple.mpegurl',
  mpd: 'application/dash+xml',
  ts: 'video/mp2t',
  m4s: 'video/iso.segment',
  vtt: 'text/vtt; charset=utf-8',
  jpg: 'image/jpeg',
};

/** The rest of the web as far as lessons link to it: media files, streams, and a page with a player. */
export function serveWeb(app: FastifyInstance, web: WebFiles): void {
  app.get('/media/*', async (request, reply) => {
    const name = normalize((request.params as { '*': string })['*']);
    const path = web.files.get(name) ?? join(web.directory, name);
    const found = name.startsWith('..') ? undefined : await stat(path).catch(() => undefined);
    if (!found?.isFile()) return reply.status(404).type('text/html').send('<h1>404</h1>');
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    const etag = `"${String(found.size)}-${String(Math.floor(found.mtimeMs))}"`;
    return sendMedia(reply, { path, type, etag }, web.throttle);
  });

  app.get('/paginas/mapa.html', (_request, reply) =>
    reply.type('text/html; charset=utf-8')
      .send(`<!doctype html><html lang="pt-BR"><head><meta charset="utf-8">
<title>Mapa animado</title><meta property="og:title" content="Mapa animado das capitanias"></head><body><h1>Mapa animado</h1>
<video controls poster="/media/mapa.jpg"><source src="/media/mapa.mp4" type="video/mp4">
<track kind="subtitles" src="/media/mapa.pt.vtt" srclang="pt" label="Português"></video></body></html>`),
  );
}
