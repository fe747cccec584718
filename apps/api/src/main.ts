import 'reflect-metadata';
import { AppConfig } from '@app/config';
import { StartupError } from '@app/kernel';
import { createLogger, NestLogger, StrayErrors } from '@app/observability';
import { createApi } from './create-api';

async function main(): Promise<void> {
  const config = AppConfig.fromEnvironment();
  const logger = new NestLogger(createLogger({ app: 'api', level: config.log.level }));
  const app = await createApi(config, logger);
  await app.listen(config.http.port, config.http.host);
  new StrayErrors({ logger }).listen();
  logger.log({ message: 'api listens', url: await app.getUrl() }, 'main');
}

main().catch((error: unknown) => {
  console.error(error instanceof StartupError ? error.message : error);
  process.exit(1);
});
