import { SqlMigration } from '../sql-migration';

/** A pause ends by probing, and knows since when a host has trouble and whether that concerns one download or several. */
export class HostProbes1790000008901 extends SqlMigration {
  protected readonly upSql = `
    ALTER TABLE host_pauses
      ADD since timestamptz NOT NULL DEFAULT now(),
      ADD probes integer NOT NULL DEFAULT 1,
      ADD download_id uuid,
      ADD shared boolean NOT NULL DEFAULT false
  `;

  protected readonly downSql =
    'ALTER TABLE host_pauses DROP since, DROP probes, DROP download_id, DROP shared';
}
