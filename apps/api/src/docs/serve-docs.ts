import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppConfig } from '@app/config';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { openApiDocument } from './openapi';
import { escaped } from '../http/page';

const redocPage = (
  name: string,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(name)} API</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>body{margin:0}</style></head>
<body><redoc spec-url="/api/v1/openapi.json"></redoc><script src="/redoc/redoc.standalone.js"></script></body></html>`;

/** Swagger UI at /docs and /api/docs, ReDoc at /redoc, the document itself at /openapi.json. */
export function serveDocs(app: NestFastifyApplication): void {
  const { app: about } = app.get(AppConfig);
  let built: OpenAPIObject | undefined;
  // A fifth of the start would go into it, and most processes are never asked.
  const document = () => (built ??= openApiDocument(app, about));
  for (const path of ['docs', 'api/docs'])
    SwaggerModule.setup(path, app, document, { raw: [], customSiteTitle: `${about.name} API` });
  const fastify = app.getHttpAdapter().getInstance();
  const script = join(dirname(require.resolve('redoc/package.json')), 'bundles/redoc.standalone.js');
  fastify.get('/api/v1/openapi.json', (_request, reply) => reply.send(document()));
  fastify.get('/redoc', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(redocPage(about.name)),
  );
  fastify.get('/redoc/redoc.standalone.js', (_request, reply) =>
    reply
      .type('text/javascript')
      .header('cache-control', 'public, max-age=86400')
      .send(createReadStream(script)),
  );
}
