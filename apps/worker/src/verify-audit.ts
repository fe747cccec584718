// First: what follows may not load on an old Node.
import '@app/runtime';
import 'reflect-metadata';
import { AuditModule, type AuditReport, AuditTrail } from '@app/audit';
import { ConfigModule } from '@app/config';
import { DatabaseModule } from '@app/database';
import { Module } from '@nestjs/common';
import { runCommand } from './run-command';

@Module({ imports: [ConfigModule, DatabaseModule.forApp('classroom-verify-audit'), AuditModule] })
class VerifyAuditModule {}

/** `npm run audit:verify`: exit code 1 when an event is missing, was changed or was put in. */
runCommand(VerifyAuditModule, async (app) => {
  const report = await app.get(AuditTrail).verifyChain();
  console.log(linesOf(report).join('\n'));
  process.exitCode = report.intact ? 0 : 1;
});

function linesOf({ events, lastSeq, lastHash, prunedSeq, problems, isProtected }: AuditReport): string[] {
  return [
    `${String(events)} events, the newest is ${String(lastSeq)} with hash ${lastHash}`,
    ...(prunedSeq > 0 ? [`events up to ${String(prunedSeq)} were removed because they were old`] : []),
    ...problems.map(({ kind, fromSeq, toSeq }) => `${kind}: ${String(fromSeq)} to ${String(toSeq)}`),
    ...(isProtected ? [] : ['this database role could change the trail: npm run database:roles']),
    problems.length === 0 ? 'the chain is intact' : 'THE CHAIN IS BROKEN',
  ];
}
