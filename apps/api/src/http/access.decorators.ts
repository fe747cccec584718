import type { Action, Caller } from '@app/auth';
import { Unauthenticated } from '@app/auth';
import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

export const REQUIRED_ACTION = Symbol('required action');
export const PUBLIC = 'public';
/** Of a route that has an action: who shows no credential at all may come, too. */
export const ANONYMOUS_TOO = Symbol('anonymous too');

/** The action of the policy that a route stands for. */
export function Requires(action: Action): MethodDecorator & ClassDecorator {
  return SetMetadata(REQUIRED_ACTION, action);
}

/** The action of callers; the route itself decides what nobody gets. */
export function RequiresOfCallers(action: Action): MethodDecorator {
  return applyDecorators(Requires(action), SetMetadata(ANONYMOUS_TOO, true));
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
export function callerOf({ caller }: RequestWithCaller): Caller {
  if (!caller) throw new Unauthenticated();
  return caller;
}

export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<RequestWithCaller>()),
);

/** The caller, where the route is for nobody as well. */
export const CallerIfAny = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Caller | undefined =>
    context.switchToHttp().getRequest<RequestWithCaller>().caller,
);
