import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

const DESCRIPTIONS: Record<number, string> = {
  400: 'a field is wrong; `errors` names each',
  401: 'no valid token or API key',
  403: 'not allowed',
  404: 'not found, or not yours',
  409: 'not possible in this state',
  410: 'used or too old',
  416: 'no such part of the file',
  422: 'understood, but nothing of it can be had',
  429: 'too many for now; `Retry-After` says how long to wait',
  502: 'Google or the source does not answer',
  503: 'not available at the moment',
};

/** The problems a route may answer with, as application/problem+json. */
export function ApiProblems(...statuses: number[]): MethodDecorator {
  return applyDecorators(
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: DESCRIPTIONS[status],
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  );
}
