export { NodeProcessRunner } from './node-process-runner';
export { ProcessError, type ProcessFailure, type TerminationCause } from './process.errors';
export { ProcessModule } from './process.module';
export {
  type ProcessRequest,
  type ProcessResult,
  ProcessRunner,
  type RunningProcess,
} from './process-runner';
