import type { OpenAPIObject } from '@nestjs/swagger';
import { IdempotencyInterceptor } from '../http/idempotency/idempotency.interceptor';
import { type Answer, headerRefs, type Operation, operationsOf, parameterRefs } from './document';
import { PROBLEM_ANSWERS } from './problems';
import type { Route } from './routes';

/** What any route may answer with: wrong input, another site's page, a mistake of ours, a part that is away. */
const EVERYWHERE = [400, 403, 500, 503];
const WITH_A_BODY = [413, 415];
/** These always get an answer. */
const PROBES = ['getLiveness', 'getReadiness'];

/** Adds the answers and headers that routes have because of what they are, not because of what they do. */
export function describeAnswers(document: OpenAPIObject, routes: Map<string, Route>): void {
  for (const { method, operation } of operationsOf(document)) {
    const route = routes.get(operation.operationId);
    const isIdempotent = route?.interceptors.includes(IdempotencyInterceptor) === true;
    if (isIdempotent) addParameters(operation, 'IdempotencyKey');
    if (method === 'get') describeRead(operation);
    const counted = PROBES.includes(operation.operationId) ? [] : [429];
    const statuses = [
      ...EVERYWHERE,
      ...counted,
      ...(route?.action === undefined ? [] : [401]),
      ...(method === 'post' || method === 'put' ? WITH_A_BODY : []),
      ...(isIdempotent ? [409, 422] : []),
      ...(route?.problems ?? []),
    ];
    addHeaders(operation, [
      'X-Correlation-Id',
      ...(counted.length > 0 ? ['RateLimit', 'RateLimit-Policy'] : []),
      ...(isIdempotent ? ['Idempotency-Replayed'] : []),
    ]);
    for (const status of statuses) addProblem(operation, status);
  }
}

function addParameters(operation: Operation, ...names: string[]): void {
  operation.parameters = [...(operation.parameters ?? []), ...parameterRefs(...names)];
}

/** JSON that is read has an entity tag, see `tagAnswers`; files are also had in parts, see `sendFile`. */
function describeRead(operation: Operation): void {
  if (operation.responses['206']) addParameters(operation, 'IfNoneMatch', 'Range', 'IfRange');
  const read = operation.responses['200'];
  if (read?.content?.['application/json'] === undefined) return;
  addParameters(operation, 'IfNoneMatch');
  read.headers = { ...read.headers, ...headerRefs('ETag') };
  operation.responses['304'] = { description: 'it is the same still', headers: headerRefs('ETag') };
}

function addHeaders({ responses }: Operation, names: string[]): void {
  for (const answer of Object.values(responses))
    answer.headers = { ...answer.headers, ...headerRefs(...names) };
}

function addProblem({ operationId, responses }: Operation, status: number): void {
  const problem = PROBLEM_ANSWERS[status];
  if (!problem) throw new Error(`docs/problems.ts does not describe ${String(status)} of ${operationId}`);
  const own = responses[String(status)];
  const $ref = `#/components/responses/${problem.name}`;
  if (!own?.content) responses[String(status)] = { $ref } as unknown as Answer;
  else own.content['application/problem+json'] = { schema: { $ref: '#/components/schemas/Problem' } };
}
