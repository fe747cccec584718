/**
 * What keeps a program that reads bytes from outside away from everything else on the machine.
 * namespaces: it sees a file system of its own (bubblewrap). user: it runs as somebody else. none: limits and the
 * wrappers alone.
 */
export type IsolationKind = 'namespaces' | 'user' | 'none';

/** What was found to hold when it was tried. */
export interface Isolation {
  kind: IsolationKind;
  /** The worker's secrets (its files, its memory, its environment) are out of reach. */
  secrets: boolean;
  /** Other processes of the machine cannot be seen. */
  processes: boolean;
  /** ffmpeg and ffprobe have no network at all. */
  network: boolean;
  /** yt-dlp reaches the filtering proxy and nothing else. */
  proxyOnly: boolean;
  /** Why it is not better, for the operator; undefined when everything holds. */
  detail?: string;
}

/** Of whom nothing is expected. */
export const NO_ISOLATION: Isolation = {
  kind: 'none',
  secrets: false,
  processes: false,
  network: false,
  proxyOnly: false,
};

/** The proxy that a program may reach. */
export interface ProxyDoor {
  /** Where it listens on the loopback, and where it appears on the loopback inside. */
  port: number;
  /** Where it listens for who has no network. */
  socketPath: string;
}

/** What a confined program may see and use. */
export interface Confinement {
  /** The run's own directory; without one it may write nothing that stays. */
  directory?: string;
  /** Nothing in the directory may be changed. */
  readOnly?: boolean;
  /** Further files and directories it needs to be able to run, read-only. */
  readable: readonly string[];
  /** Kept out of sight although a readable directory may hold them. */
  hidden: readonly string[];
  proxy?: ProxyDoor;
  /** It shares the machine's network, because no bridge to the proxy can be built. */
  sharesNetwork?: boolean;
  /** User and group, for `user`. */
  user?: { uid: number; gid: number };
  limits: ProgramLimits;
}

/** Enforced by the kernel for each process. */
export interface ProgramLimits {
  addressSpaceBytes: number;
  cpuSeconds: number;
  fileBytes: number;
  openFiles: number;
}
