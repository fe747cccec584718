// First: what follows may not load on an old Node.
import '@app/runtime';
import 'reflect-metadata';
import { AuthModule, RotateSecretKeys } from '@app/auth';
import { ConfigModule } from '@app/config';
import { DatabaseModule } from '@app/database';
import { EgressModule } from '@app/egress';
import { GoogleModule, RotateTokenKeys } from '@app/google';
import { QueueModule } from '@app/queue';
import { SecurityModule } from '@app/security';
import { Module } from '@nestjs/common';
import { runCommand } from './run-command';

@Module({
  imports: [
    ConfigModule,
    DatabaseModule.forApp('classroom-rotate-keys'),
    SecurityModule,
    EgressModule,
    QueueModule,
    GoogleModule,
    AuthModule,
  ],
})
class RotateKeysModule {}

/** `npm run keys:rotate`: after ENCRYPTION_KEY was changed, encrypts every stored token under the new one. */
runCommand(RotateKeysModule, async (app) => {
  const accounts = await app.get(RotateTokenKeys).rotateTokens();
  const secrets = app.get(RotateSecretKeys);
  const keys = await secrets.rotateSigningSecrets();
  const apps = await secrets.rotateSecondFactors();
  console.log(
    `${String(accounts)} accounts, ${String(keys)} API keys and ${String(apps)} authenticator apps encrypted under the present key`,
  );
});
