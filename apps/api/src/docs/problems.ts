import { AppError, type ErrorCode } from '@app/kernel';
import { API_PREFIX } from '../http/bare-paths';
import { problemOf } from '../http/problem';
import type { Problem } from '../http/problem-details';
import { RequestInvalid } from '../http/request.errors';
import { type Answer, headerRefs, schemaRef } from './document';

interface DescribedProblem {
  /** Its name among the document's responses. */
  name: string;
  description: string;
  example: Problem;
  headers?: string[];
}

const DOWNLOAD = `${API_PREFIX}/downloads/01890a5d-ac96-774b-bcce-b302099a8057`;

function example(
  code: ErrorCode,
  detail: string,
  instance: string,
  more: ConstructorParameters<typeof AppError>[2] = {},
) {
  return problemOf(new AppError(code, detail, more), instance);
}

/** What each status means here, with what is really answered. */
export const PROBLEM_ANSWERS: Record<number, DescribedProblem> = {
  400: {
    name: 'BadRequest',
    description: 'a field is wrong: `errors` names each',
    example: problemOf(
      new RequestInvalid([
        { field: 'credential_id', message: 'credential_id is required', code: 'required' },
      ]),
      `${API_PREFIX}/downloads`,
    ),
  },
  401: {
    name: 'Unauthenticated',
    description: 'no valid token or API key',
    example: example(
      'request.unauthenticated',
      'This needs a valid token or API key.',
      `${API_PREFIX}/downloads`,
    ),
    headers: ['WWW-Authenticate'],
  },
  403: {
    name: 'Forbidden',
    description: 'known, but not allowed',
    example: example('request.forbidden', "You don't have permission to do this.", `${API_PREFIX}/api-keys`, {
      details: { action: 'api-keys.manage' },
    }),
  },
  404: {
    name: 'NotFound',
    description: 'not found, or not yours',
    example: example(
      'download.not-found',
      'There is no download 01890a5d-ac96-774b-bcce-b302099a8057 here.',
      DOWNLOAD,
      {
        hint: 'List your downloads to see which there are.',
      },
    ),
  },
  409: {
    name: 'Conflict',
    description: 'not possible in this state',
    example: example(
      'download.no-file',
      'This download has no such file; it is running.',
      `${DOWNLOAD}/file`,
    ),
  },
  410: {
    name: 'Gone',
    description: 'used or too old',
    example: example(
      'auth.invitation-not-usable',
      'This invitation was used.',
      `${API_PREFIX}/auth/register`,
    ),
  },
  413: {
    name: 'PayloadTooLarge',
    description: 'the body is over the limit of its route',
    example: example('request.too-large', 'Request body is too large', `${API_PREFIX}/downloads`),
  },
  415: {
    name: 'UnsupportedMediaType',
    description: 'the content type is not taken here',
    example: example(
      'request.unsupported-type',
      'Forms are not taken here; send JSON.',
      `${API_PREFIX}/downloads`,
    ),
  },
  416: {
    name: 'RangeNotSatisfiable',
    description: 'the file has no such part; `Content-Range` says how long it is',
    example: example(
      'request.range-not-satisfiable',
      'The file has 1048576 bytes; this part is not among them.',
      `${DOWNLOAD}/file`,
    ),
    headers: ['Content-Range'],
  },
  422: {
    name: 'UnprocessableContent',
    description: 'understood, but it cannot be had',
    example: example('source.private', 'The video is private.', `${API_PREFIX}/downloads`),
  },
  429: {
    name: 'TooManyRequests',
    description: 'too many for now; `Retry-After` says how long to wait',
    example: example(
      'request.too-many',
      'More than 600 requests a minute are too many.',
      `${API_PREFIX}/downloads`,
      {
        hint: 'Try again in 42 seconds.',
        details: { policy: 'users', limit: 600, retry_after: 42 },
      },
    ),
    headers: ['Retry-After'],
  },
  500: {
    name: 'InternalServerError',
    description: 'a mistake of ours; the log has it under `correlation_id`',
    example: problemOf(new Error('example'), `${API_PREFIX}/downloads`),
  },
  502: {
    name: 'BadGateway',
    description: 'Google or the source does not answer',
    example: example('google.unavailable', 'Google does not answer.', `${API_PREFIX}/courses`),
  },
  503: {
    name: 'ServiceUnavailable',
    description: 'not available at the moment',
    example: example(
      'service.unavailable',
      'A part of this service does not answer at the moment.',
      `${API_PREFIX}/downloads`,
      {
        hint: 'Try again in a few seconds.',
      },
    ),
    headers: ['Retry-After'],
  },
};

/** All of them, for the document's components. */
export function problemResponses(): Record<string, Answer> {
  return Object.fromEntries(
    Object.values(PROBLEM_ANSWERS).map(({ name, description, example: value, headers = [] }) => [
      name,
      {
        description,
        headers: headerRefs('X-Correlation-Id', 'RateLimit', 'RateLimit-Policy', ...headers),
        content: {
          'application/problem+json': {
            schema: schemaRef('Problem'),
            example: { ...value, correlation_id: '5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11' },
          },
        },
      },
    ]),
  );
}
