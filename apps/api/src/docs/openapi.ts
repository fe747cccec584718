import { VERSION } from '@app/kernel';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { describeAccess, SECURITY_SCHEMES } from './describe-access';
import { describeAnswers } from './describe-answers';
import { HEADERS } from './headers';
import { nameEnums, nameSchemas } from './name-schemas';
import { identifyParameters } from './identify-parameters';
import { PARAMETERS } from './parameters';
import { Problem } from './problem.dto';
import { problemResponses } from './problems';
import { routesOf } from './routes';
import { TAGS } from './tags';
import { tidySchemas } from './tidy-schemas';

/** Whom a document is about; an installation may call itself otherwise. */
export const PRODUCT = { name: 'Classroom Downloader', version: VERSION };

/** The description of the API, the same in every process. */
export function openApiDocument(app: INestApplication, about = PRODUCT): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(about.name)
    .setDescription(
      'Finds the videos of Google Classroom courses and downloads them. Every path also answers without `/api/v1`. ' +
        'Errors are RFC 9457 problems with a stable `code`.',
    )
    .setVersion(about.version)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .build();
  config.tags = Object.entries(TAGS).map(([name, description]) => ({ name, description }));
  const read = SwaggerModule.createDocument(app, config, {
    extraModels: [Problem],
    operationIdFactory: (_controller, method) => method,
  });
  // Nest lets several places share one object; here each has its own.
  const document = JSON.parse(JSON.stringify(read)) as OpenAPIObject;
  const routes = routesOf(app);
  identifyParameters(document, routes);
  nameSchemas(document);
  nameEnums(document);
  tidySchemas(document);
  describeAnswers(document, routes);
  describeAccess(document, routes);
  document.components = {
    ...document.components,
    securitySchemes: SECURITY_SCHEMES,
    headers: HEADERS,
    parameters: PARAMETERS,
    responses: problemResponses(),
  } as unknown as OpenAPIObject['components'];
  return document;
}
