import type { Action, Caller } from '@app/auth';
import { Unauthenticated } from '@app/auth';
import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

export const REQUIRED_ACTION = Symbol('required action');
export const PUBLIC = 'public';

/** The action of the policy that a route stands for. */
export function Requires(action: Action): MethodDecorator & ClassDecorator {
  return SetMetadata(REQUIRED_ACTION, action);
}

/** A route that needs no caller; each has its own proof or nothing to hide. */
export function Public(): MethodDecorator & ClassDecorator {
  return SetMetadata(REQUIRED_ACTION, PUBLIC);
}

export interface RequestWithCaller extends FastifyRequest {
  caller?: Caller;
  /** A token or key was sent that is none. */
  guessed?: boolean;
}

/** The caller that the guard has found. */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<RequestWithCaller>();
  if (!caller) throw new Unauthenticated();
  return caller;
});
