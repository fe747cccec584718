// First: what follows may not load on an old Node.
import '@app/runtime';
import 'reflect-metadata';
import { ConfigModule } from '@app/config';
import { DatabaseModule } from '@app/database';
import { AdoptStorage, type AdoptionReport, MaintenanceModule } from '@app/maintenance';
import { EgressModule } from '@app/egress';
import { ProcessModule } from '@app/process';
import { QueueModule } from '@app/queue';
import { SecurityModule } from '@app/security';
import { StorageModule } from '@app/storage';
import { Module } from '@nestjs/common';
import { runCommand } from './run-command';

const SHOWN = 20;
const PROGRESS_EVERY_MS = 200;

@Module({
  imports: [
    ConfigModule,
    DatabaseModule.forApp('classroom-adopt'),
    SecurityModule,
    EgressModule,
    ProcessModule,
    QueueModule,
    StorageModule,
    MaintenanceModule,
  ],
})
class AdoptModule {}

/** `npm run storage:adopt`: joins this database and this storage, and finds the files of its rows again. */
runCommand(AdoptModule, async (app) => {
  const report = await app.get(AdoptStorage).adoptFiles(progressLine());
  print(report);
  if (report.missing.length + report.damaged.length > 0) process.exitCode = 2;
});

/** One line that is written over, where a person looks. */
function progressLine(): (done: number, total: number) => void {
  let shownAt = 0;
  return (done, total) => {
    if (!process.stderr.isTTY || (Date.now() - shownAt < PROGRESS_EVERY_MS && done < total)) return;
    shownAt = Date.now();
    process.stderr.write(`\r${String(done)} of ${String(total)} files looked for${done < total ? '' : '\n'}`);
  };
}

function print({ storageId, rows, present, restored, missing, damaged }: AdoptionReport): void {
  console.log(`This database and storage ${storageId} belong together now.`);
  console.log(`  finished videos      ${String(rows)}`);
  console.log(`  files found          ${String(present)}`);
  console.log(`  back from quarantine ${String(restored)}`);
  console.log(`  missing              ${String(missing.length)}`);
  console.log(`  of another size      ${String(damaged.length)}`);
  for (const key of [...missing, ...damaged].slice(0, SHOWN)) console.log(`    ${key}`);
  if (missing.length + damaged.length > SHOWN) console.log('    …');
  if (missing.length > 0)
    console.log(
      'Missing videos are fetched again when somebody asks for them. Is the whole storage mounted?',
    );
}
