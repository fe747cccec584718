// First: what follows may not load on an old Node.
import { compileHotFunctions, prepareHeapForRequests, releaseStartupMemory } from '@app/runtime';
import 'reflect-metadata';
import { AppConfig } from '@app/config';
import { exitWithin, runMain, VERSION } from '@app/kernel';
import { createLogger, NestLogger, StrayErrors } from '@app/observability';
import { createApi } from './create-api';

const SHUTDOWN_MS = 20_000;

async function main(): Promise<void> {
  prepareHeapForRequests();
  const config = AppConfig.fromEnvironment();
  const logger = new NestLogger(createLogger({ app: 'api', level: config.log.level }));
  const app = await createApi(config, logger);
  exitWithin(SHUTDOWN_MS, (message) => logger.error({ message }, 'main'));
  await app.listen(config.http.port, config.http.host);
  new StrayErrors({ logger }).listen();
  logger.log({ message: 'api listens', version: VERSION, url: await app.getUrl() }, 'main');
  releaseStartupMemory();
  compileHotFunctions({ maglev: false });
}

runMain(main);
