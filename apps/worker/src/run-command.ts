import { runMain } from '@app/kernel';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

/** Runs a command of the operator with the services of a module, which are closed after it. */
export function runCommand(module: Type, command: (app: INestApplicationContext) => Promise<void>): void {
  runMain(async () => {
    const app = await NestFactory.createApplicationContext(module, {
      logger: ['error'],
      abortOnError: false,
    });
    await command(app);
    await app.close();
  });
}
