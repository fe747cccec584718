import type { LoggerService, LogLevel } from '@nestjs/common';
import pino, { type Logger as PinoLogger, type LoggerOptions } from 'pino';
import { currentCorrelationId } from './correlation';
import { LogDestination } from './log-destination';
import { scrub } from './scrub';
import { type Fields, withoutSecrets } from './log-fields';

export interface LogOptions {
  app: string;
  level: string;
}

/** Log lines are JSON with level, time, app, correlation_id, context and message; secrets are hidden. */
export function createLogger(
  { app, level }: LogOptions,
  destination: pino.DestinationStream = new LogDestination(process.stdout.fd),
): PinoLogger {
  const options: LoggerOptions = {
    level,
    base: { app, pid: process.pid },
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: (fields) => withoutSecrets(fields) },
    mixin: () => {
      const id = currentCorrelationId();
      return id === undefined ? {} : { correlation_id: id };
    },
    // Described already, with all other fields: pino's own way with errors writes whatever hangs on them.
    serializers: { err: (described: unknown) => described },
  };
  return pino(options, destination);
}

/** Nest tells of every module and route at start. */
const NOISY = new Set<unknown>([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
]);

/**
 * Lets Nest and our own code log through pino: `logger.log({ message: 'finished', download_id })`.
 * The last argument is the context, as Nest's Logger passes it.
 */
export class NestLogger implements LoggerService {
  constructor(private readonly pino: PinoLogger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write(NOISY.has(rest.at(-1)) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  setLogLevels(levels: LogLevel[]): void {
    this.pino.debug({ levels }, 'the log level comes from LOG_LEVEL');
  }

  private write(level: pino.Level, message: unknown, rest: unknown[]): void {
    const context = rest.length > 0 ? rest.at(-1) : undefined;
    const fields: Fields = typeof context === 'string' ? { context } : {};
    const stack = rest.length > 1 && typeof rest[0] === 'string' ? rest[0] : undefined;
    if (stack !== undefined) fields.stack = scrub(stack);
    if (message instanceof Error) {
      this.pino[level]({ ...fields, err: message }, scrub(message.message));
    } else if (typeof message === 'object' && message !== null) {
      const { message: text, error, ...more } = message as Fields;
      if (error !== undefined) fields.err = error;
      this.pino[level]({ ...fields, ...more }, scrub(typeof text === 'string' ? text : ''));
    } else {
      this.pino[level](fields, scrub(String(message)));
    }
  }
}
