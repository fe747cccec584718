export { acceptCorrelationId, currentCorrelationId, withCorrelationId } from './correlation';
export { createLogger, describeError, NestLogger, type LogOptions } from './logger';
export { ProcessMetricsModule } from './process-metrics.module';
export { scrub } from './scrub';
