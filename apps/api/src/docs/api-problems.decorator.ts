import { SetMetadata } from '@nestjs/common';

export const PROBLEMS = Symbol('problems');

/** The problems of a route's own. What any route may answer with, `describe-answers.ts` adds to each. */
export function ApiProblems(...statuses: number[]): MethodDecorator {
  return SetMetadata(PROBLEMS, statuses);
}
