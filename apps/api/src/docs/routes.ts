import type { Action } from '@app/auth';
import type { INestApplication, Type } from '@nestjs/common';
import { INTERCEPTORS_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { PROBLEMS } from './api-problems.decorator';
import { ANONYMOUS_TOO, PUBLIC, REQUIRED_ACTION } from '../http/access.decorators';

/** What the code says of a route, beside its signature. */
export interface Route {
  /** The action of the policy; undefined: public. */
  action: Action | undefined;
  /** Also for who shows no credential. */
  anonymousToo: boolean;
  interceptors: unknown[];
  /** Statuses of problems of its own. */
  problems: number[];
  /** Pipes of its parameters, by name. */
  pipes: Map<string, unknown[]>;
}

const API_OPERATION = 'swagger/apiOperation';

/** Every route by its operationId. */
export function routesOf(app: INestApplication): Map<string, Route> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].flatMap(({ metatype }) => (metatype ? [metatype as Type] : [])),
  );
  return new Map(controllers.flatMap((controller) => routesOfController(controller)));
}

function routesOfController(controller: Type): [string, Route][] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (typeof handler !== 'function' || !Reflect.hasMetadata('path', handler)) return [];
    const operation = Reflect.getMetadata(API_OPERATION, handler) as { operationId?: string } | undefined;
    return [[operation?.operationId ?? name, routeOf(controller, name, handler)] as [string, Route]];
  });
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- what Nest's Reflector takes
function routeOf(controller: Type, name: string, handler: Function): Route {
  const targets = [handler, controller];
  const action = new Reflector().getAllAndOverride<Action | typeof PUBLIC>(
    REQUIRED_ACTION,
    targets as Type[],
  );
  const parameters = Object.values(
    (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, ParameterMetadata>,
  );
  return {
    action: action === PUBLIC ? undefined : action,
    anonymousToo:
      new Reflector().getAllAndOverride<true | undefined>(ANONYMOUS_TOO, targets as Type[]) === true,
    interceptors: targets.flatMap(
      (target) => (Reflect.getMetadata(INTERCEPTORS_METADATA, target) ?? []) as unknown[],
    ),
    problems: (Reflect.getMetadata(PROBLEMS, handler) ?? []) as number[],
    pipes: new Map(
      parameters.flatMap(({ data, pipes }) => (typeof data === 'string' ? [[data, pipes ?? []]] : [])),
    ),
  };
}

interface ParameterMetadata {
  data?: unknown;
  pipes?: unknown[];
}
