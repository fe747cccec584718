// First: what follows may not load on an old Node.
import '@app/runtime';
import { readRoleUrls } from '@app/config';
import { makeRoles } from './make-roles';

/** `npm run database:roles`: the role that migrates, the role of the apps, and the database. */
async function main(): Promise<void> {
  await makeRoles(readRoleUrls());
  console.log('The roles are there. Now: npm run migration:run');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
