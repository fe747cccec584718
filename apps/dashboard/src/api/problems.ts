import type { components } from './schema';

export type Problem = components['schemas']['Problem'];

/** What the API answered instead of what was asked for; `problem` is undefined when it answered nothing. */
export class ApiError extends Error {
  constructor(readonly problem: Problem | undefined) {
    super(problem?.code ?? 'network');
  }

  get code(): string {
    return this.problem?.code ?? 'network';
  }

  get status(): number {
    return this.problem?.status ?? 0;
  }
}

export function isProblem(error: unknown, code: string): boolean {
  return error instanceof ApiError && error.code === code;
}

/** Whether trying the same again may help. */
export function mayPass(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status === 429 || error.status >= 500;
}
