import { guarded } from './guard';
import { ProcessError, type ProcessFailure } from './process.errors';

const FAILURE: ProcessFailure = { command: 'ffmpeg', exitCode: null, signal: null, stderrTail: 'why' };

describe(ProcessError, () => {
  it.each<[string, Partial<ProcessFailure>]>([
    ['ffmpeg took too long and was stopped', { terminatedBy: 'timeout', signal: 'SIGKILL' }],
    ['ffmpeg was stopped', { terminatedBy: 'aborted', exitCode: 0 }],
    ['ffmpeg could not be started', { exitCode: 127 }],
    ['ffmpeg could not be started', {}],
    ['ffmpeg ended with code 1', { exitCode: 1 }],
    ['ffmpeg ended with SIGSEGV', { signal: 'SIGSEGV' }],
  ])('should say “%s”', (message, difference) => {
    const failure = { ...FAILURE, ...difference };
    const cause = new Error('spawn');
    const error = new ProcessError(failure, { cause });
    expect(error).toMatchObject({ code: 'process.failed', message, failure, cause });
  });
});

describe(guarded, () => {
  it('should hand the command over as arguments, never as shell text', () => {
    const { file, args } = guarded('echo', ['$(id)', '; rm -rf /', '"']);
    expect(file).toBe('sh');
    expect(args.slice(2)).toEqual(['guard', 'echo', '$(id)', '; rm -rf /', '"']);
    expect(args[1]).not.toContain('echo');
  });
});
