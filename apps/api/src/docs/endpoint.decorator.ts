import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import {
  ApiOperation,
  type ApiOperationOptions,
  ApiResponse,
  type ApiResponseNoStatusOptions,
} from '@nestjs/swagger';
import { ApiProblems } from './api-problems.decorator';

interface EndpointOptions extends Omit<ApiOperationOptions, 'summary'> {
  /** The answer when all is well; without one, there is nothing to say. */
  answers?: Type | ApiResponseNoStatusOptions;
  /** 200, or 204 without an answer, unless it is said. */
  status?: number;
  /** The statuses that it refuses with by itself. */
  problems?: number[];
}

/** What an endpoint is for and what it answers: the document and the server have it from here. */
export function Endpoint(summary: string, options: EndpointOptions = {}): MethodDecorator {
  const { answers, problems, status, ...operation } = options;
  const code = status ?? (answers ? 200 : 204);
  const response = typeof answers === 'function' ? { type: answers } : answers;
  return applyDecorators(
    HttpCode(code),
    ApiOperation({ summary, ...operation }),
    ApiResponse({ ...response, status: code }),
    ...(problems ? [ApiProblems(...problems)] : []),
  );
}

/** One that may ask Google: the account may not be there, not be allowed to, or not get an answer. */
export function GoogleEndpoint(summary: string, options: Omit<EndpointOptions, 'problems'>): MethodDecorator {
  return Endpoint(summary, { ...options, problems: [404, 409, 502] });
}
