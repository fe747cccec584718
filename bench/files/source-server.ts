import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';

/** Answers every address with the film that its first folder names, or, without `.mp4`, with a page that shows it. The rest tells one video from another. */
const FILMS = new Map(Object.entries(JSON.parse(process.env.FILMS ?? '{}') as Record<string, string>));
const PIECE = 256 * 1024;

const server = createServer((request, response) => {
  const { url = '' } = request;
  const path = FILMS.get(url.split('/')[1] ?? '');
  if (path === undefined) {
    response.writeHead(404).end();
    return;
  }
  if (!url.endsWith('.mp4')) {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><title>Class</title><video src="${url}.mp4"></video>`);
    return;
  }
  void stat(path).then(({ size }) => {
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': size, etag: '"film"' });
    if (request.method === 'HEAD') response.end();
    else createReadStream(path, { highWaterMark: PIECE }).pipe(response);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
