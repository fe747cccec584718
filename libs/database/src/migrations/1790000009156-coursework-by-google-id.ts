import { IndexMigration } from '../index-migration';

/** An item is found by Google's id without its course. */
export class CourseworkByGoogleId1790000009156 extends IndexMigration {
  protected readonly indexes = { coursework_of_tenant: 'coursework (tenant_id, google_id)' };
}
