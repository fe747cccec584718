import { SqlMigration } from '../sql-migration';

/** How many requests a key may make, and the secret with which it signs what it does on behalf of people. */
export class MachineCallers1790000003000 extends SqlMigration {
  protected readonly upSql = 'ALTER TABLE api_keys ADD rate_per_minute integer, ADD signing_secret text';

  protected readonly downSql = 'ALTER TABLE api_keys DROP rate_per_minute, DROP signing_secret';
}
