/** What two requests for the same have in common. */
export interface SourceOfRequest {
  source_key: string;
  variant: string;
}

/** As a parameter of SQL: `jsonb_to_recordset($n::jsonb) AS (source_key text, variant text)`. */
export function sourcesIn(keys: readonly SourceOfRequest[]): string {
  return JSON.stringify(keys.map(({ source_key, variant }) => ({ source_key, variant })));
}
