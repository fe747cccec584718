import { VERSION } from '@app/kernel';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { API_PREFIX } from '../http/bare-paths';
import { Problem } from './problem.dto';

/** The description of the API, the same in every process. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Classroom Downloader')
    .setDescription(
      'Finds the videos of Google Classroom courses and downloads them. Every path also answers without `/api/v1`. ' +
        'Errors are RFC 9457 problems with a stable `code`.',
    )
    .setVersion(VERSION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'a JWT from POST /auth/login, or an API key',
    })
    .addCookieAuth('cdl_session')
    .addOAuth2({
      type: 'oauth2',
      description: 'user name and password',
      flows: { password: { tokenUrl: `${API_PREFIX}/auth/token`, scopes: {} } },
    })
    .addServer('/')
    .build();
  return SwaggerModule.createDocument(app, config, {
    extraModels: [Problem],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
}
