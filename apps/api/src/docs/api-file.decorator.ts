import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { ApiProblems } from './api-problems.decorator';
import { headerRefs } from './document';

const ALWAYS = ['ETag', 'Accept-Ranges', 'Content-Disposition'];

/** A stored file, as `sendFile` answers it: whole, in part, or not at all because it is there already. */
export function ApiFile(...types: string[]): MethodDecorator {
  const content = Object.fromEntries(
    types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
  );
  const partial = headerRefs(...ALWAYS, 'Content-Range');
  return applyDecorators(
    ApiResponse({ status: 200, description: 'all of it', content, headers: headerRefs(...ALWAYS) }),
    ApiResponse({
      status: 206,
      description: 'the part that `Range` asks for',
      content,
      headers: partial,
    }),
    ApiResponse({
      status: 304,
      description: 'it is the same still',
      headers: headerRefs(...ALWAYS),
    }),
    ApiProblems(404, 409, 416),
  );
}
