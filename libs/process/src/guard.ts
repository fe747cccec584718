/**
 * A POSIX shell that runs a command and ends its whole process group as soon as the worker is gone.
 *
 * File descriptor 3 is a pipe whose other end only the worker holds. When the worker dies, even by kill -9, the
 * read ends and KILL goes to the group: plain and detached children would live on, and PR_SET_PDEATHSIG spares
 * grandchildren such as yt-dlp's ffmpeg. The command gets the worker's stdin, and its exit code is kept. TERM
 * reaches the command at once but not the shell, so the command has time to end in order.
 */
const GUARD = [
  'trap : TERM INT',
  'exec 4<&0',
  '{ trap "" TERM INT; read -r _ <&3; kill -KILL 0; } >/dev/null 2>&1 & g=$!',
  '"$@" <&4 3<&- 4<&- & c=$!',
  'wait $c; r=$?',
  'while kill -0 $c 2>/dev/null; do wait $c; r=$?; done',
  'kill -KILL $g',
  'exit $r',
].join('; ');

/** What to spawn: the guard with the command behind it. The caller pipes fd 3 and detaches the group. */
export function guarded(command: string, args: readonly string[]): { file: string; args: string[] } {
  return { file: 'sh', args: ['-c', GUARD, 'guard', command, ...args] };
}
