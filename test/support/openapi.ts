import { readFileSync } from 'node:fs';

export interface Schema {
  $ref?: string;
  oneOf?: Schema[];
  type?: string | string[];
  enum?: unknown[];
  example?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
}

interface Operation {
  operationId: string;
  parameters?: { $ref?: string; name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** As openapi.json has them: what walks over every route, or every field, goes by. */
export const { paths, components } = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
