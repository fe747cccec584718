export { AppConfig } from './app-config';
export {
  type LocalSettings,
  readLocalSettings,
  readSandboxSettings,
  type SandboxSettings,
} from './local-settings';
export { ConfigModule } from './config.module';
export { concernsThisMachine } from './machine-addresses';
export { secretWeakness } from './secret-strength';
export { programPath, readMigrationSettings, readRoleUrls } from './read-environment';
export { fillOutputTemplate, type OutputTemplate } from './output-template';
export type { EgressAllowance, HostValues } from './validators';
export { parseRedisAddress, type RedisAddress } from './redis-address';
