import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { ApiProblems } from '../docs/api-problems.decorator';

/** Server-Sent Events that go on until the final state. @param ends whether there is one */
export function ApiStream(summary: string, example: object, { ends } = { ends: false }): MethodDecorator {
  const schema = { type: 'string', description: 'Each `data:` line is one JSON object; see `/asyncapi`.' };
  return applyDecorators(
    ApiOperation({ summary }),
    ApiHeader({
      name: 'Last-Event-ID',
      required: false,
      description: 'id of the last event that the client has: nothing older is sent',
      schema: { type: 'string', example: '1.1.425' },
    }),
    ApiResponse({
      status: 200,
      description: 'the present state, then every change',
      content: { 'text/event-stream': { schema, example: `data: ${JSON.stringify(example)}\n\n` } },
    }),
    ...(ends ? [ApiResponse({ status: 204, description: 'the client has the final state' })] : []),
    ApiProblems(...(ends ? [404] : [])),
  );
}
