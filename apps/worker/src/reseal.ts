// First: what follows may not load on an old Node.
import '@app/runtime';
import 'reflect-metadata';
import { AuthModule, ResealSigningSecrets, RotateSecondFactorKeys } from '@app/auth';
import { ConfigModule } from '@app/config';
import { DatabaseModule } from '@app/database';
import { EgressModule } from '@app/egress';
import { GoogleModule, ResealTokens } from '@app/google';
import { StartupError } from '@app/kernel';
import { QueueModule } from '@app/queue';
import { SecurityModule } from '@app/security';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

@Module({
  imports: [
    ConfigModule,
    DatabaseModule.forApp('classroom-reseal'),
    SecurityModule,
    EgressModule,
    QueueModule,
    GoogleModule,
    AuthModule,
  ],
})
class ResealModule {}

/** `npm run reseal`: after ENCRYPTION_KEY was changed, seals every stored token under the new one. */
async function main(): Promise<void> {
  const app = await NestFactory.createApplicationContext(ResealModule, {
    logger: ['error'],
    abortOnError: false,
  });
  const accounts = await app.get(ResealTokens).all();
  const keys = await app.get(ResealSigningSecrets).all();
  const apps = await app.get(RotateSecondFactorKeys).all();
  console.log(
    `${String(accounts)} accounts, ${String(keys)} API keys and ${String(apps)} authenticator apps sealed under the present key`,
  );
  await app.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof StartupError ? error.message : error);
  process.exit(1);
});
