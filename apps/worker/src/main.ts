// First: what follows may not load on an old Node.
import { compileHotFunctions, prepareHeapForStreams, releaseStartupMemory } from '@app/runtime';
import 'reflect-metadata';
import { AppConfig } from '@app/config';
import { exitWithin, runMain, VERSION } from '@app/kernel';
import { closeConnectionsAfterGrace, SERVER_LIMITS } from '@app/limits';
import { createLogger, NestLogger, StrayErrors } from '@app/observability';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { WorkerModule } from './worker.module';

/** Its runs have ten seconds of it; an orchestrator must wait longer than that before it kills. */
const SHUTDOWN_MS = 20_000;

async function main(): Promise<void> {
  prepareHeapForStreams();
  const config = AppConfig.fromEnvironment('worker');
  const logger = new NestLogger(createLogger({ app: 'worker', level: config.log.level }));
  const app = await NestFactory.create<NestFastifyApplication>(
    WorkerModule,
    new FastifyAdapter(SERVER_LIMITS),
    {
      logger,
      abortOnError: false,
    },
  );
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preClose', async () => {
    closeConnectionsAfterGrace(fastify.server);
  });
  app.enableShutdownHooks();
  exitWithin(SHUTDOWN_MS, (message) => logger.error({ message }, 'main'));
  await app.listen(config.http.workerPort, config.http.host);
  new StrayErrors({ logger }).listen();
  logger.log(
    {
      message: 'worker takes jobs',
      version: VERSION,
      slots: config.downloads.slots,
      health: await app.getUrl(),
    },
    'main',
  );
  releaseStartupMemory();
  compileHotFunctions({ maglev: true });
}

runMain(main);
