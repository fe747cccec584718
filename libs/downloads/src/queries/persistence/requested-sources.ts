import { prepared } from '@app/database';
import { ACTIVE } from '../../persistence/download-statuses';
import { DOWNLOAD_COLUMNS, WITH_ASSET } from './download-row';

export interface ActiveDownload {
  id: string;
  sourceKey: string;
}

/**
 * Downloads `d` of a requester by the sources in `$3`, each found by itself in the index downloads_of_source: PostgreSQL
 * takes the sources for a hundred, and would read everything that the tenant has waiting instead.
 */
const bySource = (
  condition: string,
) => `FROM ROWS FROM (jsonb_to_recordset($3::jsonb) AS (source_key text, variant text))
    WITH ORDINALITY AS k(source_key, variant, place)
  CROSS JOIN LATERAL (SELECT * FROM downloads o WHERE o.tenant_id = $1 AND o.requester = $2
    AND o.source_key = k.source_key AND o.variant = k.variant AND (${condition}) OFFSET 0) d`;

/** Parameters: tenant, requester, sources. */
export const ACTIVE_OF_SOURCES = prepared(
  `SELECT d.id, d.source_key AS "sourceKey" ${bySource(`o.status IN ${ACTIVE}`)} ORDER BY d.id`,
);

/** Parameters: tenant, requester, sources, and the ids of new ones, which may have ended already. */
export const REQUESTED = prepared(
  `SELECT DISTINCT ON (k.place) k.place, ${DOWNLOAD_COLUMNS}
   ${bySource(`o.status IN ${ACTIVE} OR o.id = ANY ($4::uuid[])`)} ${WITH_ASSET} ORDER BY k.place, d.id`,
);
