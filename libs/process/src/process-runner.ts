/** A program to run, with nothing inherited but what is said here. */
export interface ProcessRequest {
  command: string;
  args: readonly string[];
  /** What it is called in messages; the command when left out. */
  name?: string;
  /** Written to the program's standard input, which is then closed. The place for secrets: argv is public. */
  stdin?: string;
  cwd?: string;
  /** Added to a minimal environment (PATH, HOME, LANG). Our own environment is not passed on: it holds secrets. */
  env?: Record<string, string>;
  /** Ends the program's whole group: TERM, and KILL after `graceMs`. */
  signal?: AbortSignal;
  /** Longest time it may run, in milliseconds. */
  timeoutMs?: number;
  /** What asks it to end; TERM by default. */
  stopSignal?: 'SIGTERM' | 'SIGINT';
  /** Time between TERM and KILL, in milliseconds; 2,000 by default. */
  graceMs?: number;
  /** Each line it prints. Without it, standard output is kept and answered whole, up to 8 MiB. */
  onStdout?: (line: string) => void;
  onStderr?: (line: string) => void;
  /** What ends it when it takes too much; without them it is trusted. */
  bounds?: ProcessBounds;
}

/** Held over a program and everything it has started, all together. */
export interface ProcessBounds {
  /** Memory in use. */
  memoryBytes: number;
  processes: number;
  /** What it prints, on standard output and standard error. */
  outputBytes: number;
}

export interface ProcessResult {
  /** Everything printed, unless `onStdout` took the lines. */
  stdout: string;
  /** The last lines of standard error. */
  stderrTail: string;
}

export interface RunningProcess {
  /** Id of the process group. */
  readonly pid: number;
  /** Ends when the program and everything that held its output are gone; what else it left behind is killed then. */
  readonly done: Promise<ProcessResult>;
  /** TERM to the group, KILL after the grace time; resolves when it is over, whatever the exit code. */
  stop(): Promise<void>;
}

/** The one way to start another program. */
export abstract class ProcessRunner {
  /** @throws ProcessError at once when it cannot be spawned. */
  abstract start(request: ProcessRequest): RunningProcess;

  /** @throws ProcessError when it cannot be started, is stopped, or ends with another code than 0. */
  async run(request: ProcessRequest): Promise<ProcessResult> {
    return this.start(request).done;
  }
}
