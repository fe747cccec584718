export { acceptCorrelationId, currentCorrelationId, withCorrelationId } from './correlation';
export { createLogger, describeError, NestLogger, type LogOptions } from './logger';
export { scrub } from './scrub';
