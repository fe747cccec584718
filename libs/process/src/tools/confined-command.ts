import type { IsolationKind, Confinement } from './isolation';

const KIB = 1024;
/** The unit of `ulimit -f` (POSIX). */
const BLOCK = 512;
/** Nobody's, inside. */
const NOBODY = '65534';

/**
 * Runs inside: builds the bridge to the proxy, sets the limits, and becomes the program. The address space is a soft
 * limit, so that a wrapper can lift it for a program that reserves much and uses little, such as Node.
 */
const INSIDE = [
  'space=$1 cpu=$2 file=$3 files=$4 port=$5 socket=$6 mask=$7; shift 7',
  'umask "$mask"',
  'if [ -n "$port" ]; then',
  '  socat "TCP-LISTEN:$port,bind=127.0.0.1,fork,reuseaddr" "UNIX-CONNECT:$socket" </dev/null >/dev/null 2>&1 &',
  '  hex=$(printf ":%04X 00000000:0000 0A" "$port"); n=0',
  '  until grep -q "$hex" /proc/net/tcp || [ "$n" -gt 200 ]; do n=$((n + 1)); sleep 0.01; done',
  'fi',
  'ulimit -c 0; ulimit -n "$files"; ulimit -t "$cpu"; ulimit -f "$file"; ulimit -S -v "$space"',
  'exec "$@"',
].join('\n');

/** TERM to the group ends what is inside, in order; what holds the namespaces together must outlive it. */
const OUTLIVE_TERM = 'trap "" TERM INT; exec "$@"';

/** What to run instead of a program, so that it runs confined. Pure: nothing is tried here. */
export function confined(
  kind: IsolationKind,
  confinement: Confinement,
  program: string,
  args: readonly string[],
): { command: string; args: string[] } {
  const { proxy, limits, sharesNetwork = false } = confinement;
  const bridged = kind === 'namespaces' && proxy !== undefined && !sharesNetwork;
  const inside = [
    ...['sh', '-c', INSIDE, 'inside'],
    String(Math.floor(limits.addressSpaceBytes / KIB)),
    String(limits.cpuSeconds),
    String(Math.floor(limits.fileBytes / BLOCK)),
    String(limits.openFiles),
    bridged ? String(proxy.port) : '',
    bridged ? proxy.socketPath : '',
    kind === 'user' ? '007' : '077',
    program,
    ...args,
  ];
  if (kind === 'namespaces') return ownNamespaces(confinement, inside);
  if (kind === 'user') return otherUser(confinement, inside);
  return { command: 'sh', args: inside.slice(1) };
}

function ownNamespaces(confinement: Confinement, inside: string[]): { command: string; args: string[] } {
  const command = [
    'bwrap',
    '--unshare-all',
    ...(confinement.sharesNetwork ? ['--share-net'] : []),
    ...['--uid', NOBODY, '--gid', NOBODY, '--cap-drop', 'ALL'],
    ...['--die-with-parent', '--hostname', 'sandbox'],
    ...mounts(confinement),
    ...['--', 'env', '--default-signal=TERM,INT'],
    ...inside,
  ];
  return { command: 'sh', args: ['-c', OUTLIVE_TERM, 'isolated', ...command] };
}

/** The programs and libraries of the system, and of its settings what a program needs to run. */
const SYSTEM = ['/usr', '/nix/store'];
const LINKED = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];
const SETTINGS = [
  '/etc/alternatives',
  '/etc/ld.so.cache',
  '/etc/ld.so.conf',
  '/etc/ld.so.conf.d',
  '/etc/ld-musl-x86_64.path',
  '/etc/localtime',
  '/etc/mime.types',
  '/etc/ssl/certs',
  '/etc/ssl/cert.pem',
  '/etc/ssl/openssl.cnf',
  '/etc/ca-certificates',
  '/etc/pki/tls/certs',
  '/etc/pki/tls/cert.pem',
  '/etc/pki/ca-trust/extracted',
];

/** Later mounts lie over earlier ones: what is hidden comes after the system, what is needed after that. */
function mounts({ directory, readOnly, readable, hidden, proxy }: Confinement): string[] {
  const bound = (path: string) => ['--ro-bind-try', path, path];
  const isInSystem = (path: string) => SYSTEM.some((root) => path === root || path.startsWith(`${root}/`));
  const writable = directory === undefined ? [] : [readOnly ? '--ro-bind' : '--bind', directory, directory];
  return [
    ...[...SYSTEM, ...LINKED, ...SETTINGS].flatMap(bound),
    ...hidden.filter(isInSystem).flatMap((path) => ['--tmpfs', path]),
    ...['--proc', '/proc', '--dev', '/dev', '--size', String(512 * KIB * KIB), '--tmpfs', '/tmp'],
    ...readable.flatMap(bound),
    ...(proxy ? bound(proxy.socketPath) : []),
    ...writable,
    ...['--remount-ro', '/dev', '--remount-ro', '/', '--chdir', directory ?? '/'],
  ];
}

/** The real capabilities of ours end with the user; setpriv leaves none to be inherited either. */
function otherUser({ user }: Confinement, inside: string[]): { command: string; args: string[] } {
  const { uid, gid } = user ?? { uid: Number(NOBODY), gid: Number(NOBODY) };
  return {
    command: 'setpriv',
    args: [
      ...['--reuid', String(uid), '--regid', String(gid), '--clear-groups', '--no-new-privs'],
      ...['--inh-caps', '-all', '--ambient-caps', '-all', '--'],
      ...inside,
    ],
  };
}
