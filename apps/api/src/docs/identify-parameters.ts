import type { OpenAPIObject } from '@nestjs/swagger';
import { IntegerPipe, UuidPipe } from '../http/validation';
import { operationsOf } from './document';
import type { Route } from './routes';

const LARGEST_INTEGER = 2_147_483_647;

/** Ids in paths, described as the pipes read them. */
export function identifyParameters(document: OpenAPIObject, routes: Map<string, Route>): void {
  for (const { operation } of operationsOf(document)) {
    const pipes = routes.get(operation.operationId)?.pipes;
    for (const parameter of operation.parameters ?? []) {
      const own = pipes?.get(String(parameter.name)) ?? [];
      if (own.includes(UuidPipe)) parameter.schema = { type: 'string', format: 'uuid' };
      if (own.includes(IntegerPipe))
        parameter.schema = { type: 'integer', minimum: 0, maximum: LARGEST_INTEGER, example: 1 };
    }
  }
}
