export { NodeProcessRunner } from './node-process-runner';
export { ProcessError, type ProcessFailure, type TerminationCause } from './process.errors';
export { ProcessModule } from './process.module';
export {
  type ProcessRequest,
  type ProcessResult,
  ProcessRunner,
  type RunningProcess,
} from './process-runner';
export { REFUSED_EXIT_CODE } from './tools/ffmpeg-wrapper';
export type { Isolation, ProxyDoor } from './tools/isolation';
export { ToolLauncher } from './tools/tool-launcher';
