import { IndexMigration } from '../index-migration';

/** The lines of the ledger that no day has yet. */
export class OutcomesByTime1790000008945 extends IndexMigration {
  protected readonly indexes = { download_outcomes_time: 'download_outcomes (created_at)' };
}
