import type { Isolation, IsolationKind } from './isolation';

/**
 * Tries, from inside, to reach what must be out of reach, and says what it could do. The canary is a file that only the
 * worker may read; the process is the worker's own.
 */
const TRIAL = [
  'canary=$1 pid=$2 directory=$3 probe=$4',
  'head -c 1 "$canary" >/dev/null 2>&1 && echo secret-file',
  'head -c 1 "/proc/$pid/environ" >/dev/null 2>&1 && echo secret-environment',
  '[ -e "/proc/$pid" ] && echo processes',
  'echo "net $(readlink /proc/self/ns/net)"',
  'echo "inner $(unshare --user --net readlink /proc/self/ns/net 2>/dev/null)"',
  'command -v socat >/dev/null && echo bridge',
  'echo trial > "$directory/written" && echo writes',
  '"$probe" -bsfs >/dev/null 2>&1 && echo starts',
  'exit 0',
].join('\n');

export interface TrialGround {
  canary: string;
  pid: number;
  directory: string;
}

/** The command of the trial. @param wrappers the directory that ffprobe is started from */
export function trialCommand(
  { canary, pid, directory }: TrialGround,
  wrappers: string,
): { program: string; args: string[] } {
  const places = [canary, String(pid), directory, `${wrappers}/ffprobe`];
  return { program: 'sh', args: ['-c', TRIAL, 'trial', ...places] };
}

export interface TrialResult {
  isolation: Isolation;
  /** Whether ffmpeg can be cut off once more where yt-dlp has its way to the proxy. */
  sealable: boolean;
}

/**
 * What holds, by what the trial could do; or why this kind is of no use here.
 * @param ownNetwork the network namespace of the worker
 */
export function readTrial(kind: IsolationKind, stdout: string, ownNetwork: string): TrialResult | string {
  const lines = stdout.trim().split('\n');
  const could = (what: string) => lines.includes(what);
  const namespace = (label: string) =>
    lines.find((line) => line.startsWith(`${label} `))?.slice(label.length + 1) ?? '';
  if (!could('writes')) return 'the staging directory cannot be written to from inside';
  if (!could('starts')) return 'ffprobe does not start inside';
  const network = ![ownNetwork, ''].includes(namespace('net'));
  const inner = namespace('inner');
  const sealable = inner !== '' && inner !== namespace('net');
  const secrets = !could('secret-file') && !could('secret-environment');
  if (kind !== 'none' && !secrets) return 'the secrets of the worker can be read from inside';
  const proxyOnly = network && could('bridge');
  const detail =
    kind === 'namespaces' && !proxyOnly ? 'socat is missing, so yt-dlp shares the network' : undefined;
  return {
    isolation: {
      kind,
      secrets,
      processes: !could('processes'),
      network: network || sealable,
      proxyOnly,
      detail,
    },
    sealable,
  };
}
