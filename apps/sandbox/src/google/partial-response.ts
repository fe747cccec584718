import mask from 'json-mask';

/** Google's `fields` parameter: only what was asked for. */
export function masked(body: object, fields: string | undefined): object {
  if (fields === undefined || fields === '' || fields === '*') return body;
  return (mask(body, fields) as object | null) ?? {};
}
