export { currentClientAddress, withClientAddress } from './client-address';
export { acceptCorrelationId, currentCorrelationId, withCorrelationId } from './correlation';
export { createLogger, NestLogger, type LogOptions } from './logger';
export { ProcessMetricsModule } from './process-metrics.module';
export { StrayErrors } from './stray-errors';
export { scrub } from './scrub';
