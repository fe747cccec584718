import { type AccessRule, accessRuleOf } from '@app/auth';
import type { OpenAPIObject } from '@nestjs/swagger';
import { type Operation, operationsOf, parameterRefs } from './document';
import type { Route } from './routes';

export const SECURITY_SCHEMES = {
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'of a person: from POST /auth/login or POST /auth/token',
  },
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description:
      'of a program: an API key, which needs the scope that stands beside it; `*` has all but `act-on-behalf`',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'cdl_session',
    description: 'of a browser: set by POST /auth/login',
  },
  oauth2: {
    type: 'oauth2',
    description: 'user name and password, for an access token',
    flows: { password: { tokenUrl: '/api/v1/auth/token', refreshUrl: '/api/v1/auth/refresh', scopes: {} } },
  },
  metricsToken: { type: 'http', scheme: 'bearer', description: 'METRICS_TOKEN of the configuration' },
} as const;

const PEOPLE: Record<string, string[]>[] = [{ accessToken: [] }, { session: [] }, { oauth2: [] }];

/** Who may call each operation, from the policy. */
export function describeAccess(document: OpenAPIObject, routes: Map<string, Route>): void {
  for (const { operation } of operationsOf(document)) {
    const { action, anonymousToo } = routes.get(operation.operationId) ?? {};
    if (action === undefined) operation.security ??= [];
    else describeRule(operation, accessRuleOf(action));
    if (anonymousToo) operation.security = [{}, ...(operation.security ?? [])];
  }
}

function describeRule(operation: Operation, { roles, scope }: AccessRule): void {
  const scopes = scope === null || scope === 'any' ? [] : [scope];
  operation.security = scope === null ? [...PEOPLE] : [...PEOPLE, { apiKey: scopes }];
  const keys =
    { any: 'every API key', null: 'no API key' }[String(scope)] ?? `API keys with \`${String(scope)}\``;
  const people =
    roles.length === 3 ? 'everybody who is signed in' : roles.map((role) => `\`${role}\``).join(', ');
  operation.description = [operation.description, `For ${people}; ${keys}.`].filter(Boolean).join('\n\n');
  if (scope !== null)
    operation.parameters = [
      ...(operation.parameters ?? []),
      ...parameterRefs('OnBehalfOf', 'OnBehalfOfSignature'),
    ];
}
