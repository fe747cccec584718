import { preferredLanguage, text } from '@app/texts';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasVersion } from '../http/if-none-match';
import { messagePage } from '../http/page';
import type { DashboardFiles } from './dashboard-files';

export const DASHBOARD = '/app/';

/**
 * The page may load what this origin serves and nothing else. Its framework makes elements from templates of its own by one
 * named policy; no other text becomes HTML or a script.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');

/** A year: their names change with their content. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** The dashboard under /app/: its files, and its page for every other address there, because it has routes of its own. */
export async function serveDashboard(
  fastify: FastifyInstance,
  files: DashboardFiles | undefined,
): Promise<void> {
  await fastify.register(async (scope) => {
    for (const path of ['/app', '/app/*'])
      scope.get(path, (request, reply) =>
        files ? sendPage(files, request, reply) : sendUnbuilt(request, reply),
      );
    if (files) await serveFiles(scope, files);
  });
}

async function serveFiles(scope: FastifyInstance, { directory }: DashboardFiles): Promise<void> {
  await scope.register(staticFiles, {
    root: directory,
    prefix: DASHBOARD,
    // A route for each file that is there: what is not, is a page.
    wildcard: false,
    globIgnore: ['**/*.{br,gz}', '**/.vite/**', 'index.html'],
    index: false,
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.startsWith(`${directory}/assets/`);
      void reply.header('cache-control', isHashed ? IMMUTABLE : 'no-cache');
    },
  });
}

function sendPage({ page, etag }: DashboardFiles, request: FastifyRequest, reply: FastifyReply) {
  if (isMissingFile(request.url)) {
    reply.callNotFound();
    return reply;
  }
  void reply
    .header('cache-control', 'no-cache')
    .header('etag', etag)
    .header('content-security-policy', POLICY)
    .header('referrer-policy', 'same-origin');
  if (hasVersion(request.headers['if-none-match'], etag)) return reply.status(304).send();
  return reply.type('text/html; charset=utf-8').send(page);
}

/** A script of an older version, say: a page in its place would be worse than nothing. */
function isMissingFile(url: string): boolean {
  return url.startsWith(`${DASHBOARD}assets/`);
}

function sendUnbuilt(request: FastifyRequest, reply: FastifyReply) {
  const language = preferredLanguage(request.headers['accept-language']) ?? 'en';
  return reply
    .status(503)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language')
    .type('text/html; charset=utf-8')
    .send(
      messagePage({
        language,
        title: text('dashboard.unbuilt', language),
        parts: [text('dashboard.build-it', language)],
        links: [{ href: '/docs', text: text('dashboard.use-api', language) }],
      }),
    );
}
