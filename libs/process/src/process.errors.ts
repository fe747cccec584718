import { AppError, type AppErrorOptions } from '@app/kernel';

/** Why a process that we started did not simply exit by itself. The first cause wins. */
export type TerminationCause = 'aborted' | 'timeout' | ExceededBound;

/** Which of its bounds a program went beyond. */
export type ExceededBound = 'memory' | 'processes' | 'output';

const EXCEEDED: Record<ExceededBound, string> = {
  memory: 'used too much memory',
  processes: 'started too many processes',
  output: 'printed too much',
};

export interface ProcessFailure {
  command: string;
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  terminatedBy?: TerminationCause;
  stderrTail: string;
}

/** A program could not be started, ended with another code than 0, or was stopped by us. */
export class ProcessError extends AppError {
  constructor(
    readonly failure: ProcessFailure,
    options: AppErrorOptions = {},
  ) {
    super('process.failed', describe(failure), options);
  }
}

function describe({ command, exitCode, signal, terminatedBy }: ProcessFailure): string {
  if (terminatedBy === 'timeout') return `${command} took too long and was stopped`;
  if (terminatedBy === 'aborted') return `${command} was stopped`;
  if (terminatedBy !== undefined) return `${command} ${EXCEEDED[terminatedBy]} and was stopped`;
  if (exitCode === 127 || (exitCode === null && signal === null)) return `${command} could not be started`;
  return `${command} ended with ${signal ?? `code ${String(exitCode)}`}`;
}
