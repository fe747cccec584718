import { Global, Logger, Module, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from './app-config';

@Global()
@Module({
  providers: [{ provide: AppConfig, useFactory: () => AppConfig.fromEnvironment() }],
  exports: [AppConfig],
})
export class ConfigModule implements OnModuleInit {
  private readonly logger = new Logger('Config');

  constructor(private readonly config: AppConfig) {}

  onModuleInit(): void {
    const { production, allowsTestSettings, testSettings, aliases } = this.config;
    for (const alias of aliases) this.logger.log(alias);
    if (!production || !allowsTestSettings) return;
    this.logger.warn('DANGEROUSLY_ALLOW_TEST_SETTINGS is set: this installation is not safe for real data.');
    for (const setting of testSettings) {
      this.logger.warn(`DANGEROUSLY_ALLOW_TEST_SETTINGS lets this through: ${setting}`);
    }
  }
}
