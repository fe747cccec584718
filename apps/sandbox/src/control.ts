import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Fault, Faults } from './faults';
import type { TokenEnd, Tokens } from './google/tokens';
import { putCourse, putFile, putItem, removeById } from './school/change-school';
import type { DriveEntry, SandboxCourse, SandboxItem, School } from './school/school';

const text = { type: 'string', minLength: 1 } as const;
const count = { type: 'integer', minimum: 0 } as const;

const FAULT = {
  type: 'object',
  required: ['path'],
  additionalProperties: false,
  properties: {
    path: { ...text, pattern: '^/' },
    contains: text,
    method: text,
    times: { ...count, minimum: 1 },
    after: count,
    delayMs: count,
    status: { type: 'integer', minimum: 200, maximum: 599 },
    reason: text,
    retryAfter: count,
    headers: { type: 'object', additionalProperties: { type: 'string' } },
    body: {},
    emptyPage: { type: 'boolean' },
    drop: { type: 'boolean' },
    breakBody: {
      type: 'object',
      required: ['after', 'how'],
      properties: { after: count, how: { enum: ['reset', 'truncate', 'endless', 'lie'] } },
    },
    ends: { enum: ['access', 'permission'] },
  },
};

const END = {
  type: 'object',
  required: ['email', 'ends'],
  properties: { email: text, ends: { enum: ['access', 'permission'] } },
};

interface Parts {
  faults: Faults;
  tokens: Tokens;
  school: School;
}

/** The sandbox's own switches, beside Google's face: what goes wrong, whose tokens end, what the school has. */
export function serveControl(app: FastifyInstance, parts: Parts): void {
  serveFaults(app, parts.faults);
  serveTokens(app, parts);
  serveSchool(app, parts.school);
}

function serveFaults(app: FastifyInstance, faults: Faults): void {
  app.get('/_sandbox/faults', () => ({ faults: faults.listFaults(), requests: faults.seen.length }));
  app.post<{ Body: Fault }>('/_sandbox/faults', { schema: { body: FAULT } }, (request, reply) =>
    reply.status(201).send({ id: faults.putFault(request.body) }),
  );
  app.delete('/_sandbox/faults', (_request, reply) => {
    faults.clear();
    return reply.status(204).send();
  });
  app.delete<{ Params: { id: string } }>('/_sandbox/faults/:id', ({ params }, reply) =>
    removed(reply, faults.removeFault(Number(params.id))),
  );
}

function serveTokens(app: FastifyInstance, { tokens, school }: Parts): void {
  app.post<{ Body: { email: string; ends: TokenEnd } }>(
    '/_sandbox/tokens',
    { schema: { body: END } },
    ({ body }, reply) => {
      const person = school.people.find(({ email }) => email === body.email);
      if (person) tokens.endGrant(person.sub, body.ends);
      return removed(reply, person !== undefined);
    },
  );
}

type OfCourse = { courseId: string; id: string };

function serveSchool(app: FastifyInstance, school: School): void {
  const courseOf = (courseId: string) => school.courses.find(({ id }) => id === courseId);
  app.get('/_sandbox/school', () => ({ ...school, youtube: Object.fromEntries(school.youtube) }));
  app.put<{ Params: { id: string }; Body: Partial<SandboxCourse> }>('/_sandbox/courses/:id', (request) =>
    putCourse(school, { ...request.body, id: request.params.id }),
  );
  app.delete<{ Params: { id: string } }>('/_sandbox/courses/:id', ({ params }, reply) =>
    removed(reply, removeById(school.courses, params.id)),
  );
  app.put<{ Params: OfCourse; Body: Partial<SandboxItem> }>(
    '/_sandbox/courses/:courseId/items/:id',
    ({ params, body }, reply) => {
      const course = courseOf(params.courseId);
      return course ? putItem(course, { ...body, id: params.id }) : removed(reply, false);
    },
  );
  app.delete<{ Params: OfCourse }>('/_sandbox/courses/:courseId/items/:id', ({ params }, reply) =>
    removed(reply, removeById(courseOf(params.courseId)?.items ?? [], params.id)),
  );
  app.put<{ Params: { id: string }; Body: Partial<DriveEntry> }>('/_sandbox/files/:id', (request) =>
    putFile(school, { ...request.body, id: request.params.id }),
  );
  app.delete<{ Params: { id: string } }>('/_sandbox/files/:id', ({ params }, reply) =>
    removed(reply, removeById(school.files, params.id)),
  );
}

function removed(reply: FastifyReply, found: boolean): FastifyReply {
  return reply.status(found ? 204 : 404).send();
}
