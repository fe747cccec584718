export { AppConfig } from './app-config';
export {
  type LocalSettings,
  readLocalSettings,
  readSandboxSettings,
  type SandboxSettings,
} from './local-settings';
export { ConfigModule } from './config.module';
export { EnvironmentError, programPath, readDatabaseUrl } from './read-environment';
export { VARIABLES, type VariableName } from './variables';
export type { EgressAllowance } from './validators';
