export { AppConfig } from './app-config';
export { ConfigModule } from './config.module';
export { EnvironmentError, programPath, readDatabaseUrl } from './read-environment';
export { VARIABLES, type VariableName } from './variables';
export type { EgressAllowance } from './validators';
