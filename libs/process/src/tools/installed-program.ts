import { constants } from 'node:fs';
import { access, open, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { programPath } from '@app/config';
import type { ProcessRunner } from '../process-runner';

/** A program, and what it needs to be able to run beyond the system's own directories. */
export interface InstalledProgram {
  /** By its absolute path, as it was named. */
  path: string;
  readable: string[];
  /** Where its interpreter is, when it is a script. */
  interpreterDirectory?: string;
}

const SHEBANG_BYTES = 256;
const ASK_PYTHON = 'import sys; print("\\n".join((sys.executable, sys.prefix, sys.base_prefix)))';

/** @param name a path, or a name to look for on PATH; undefined when it is nowhere. */
export async function findProgram(
  name: string,
  processes: ProcessRunner,
): Promise<InstalledProgram | undefined> {
  const path = await absolutePath(name);
  if (path === undefined) return undefined;
  const target = await realpath(path);
  const interpreter = await interpreterOf(target);
  const program = { path, readable: [...new Set([path, target])] };
  if (!interpreter?.includes('python')) return program;
  return { ...program, ...(await pythonOf(interpreter, program.readable, processes)) };
}

async function absolutePath(name: string): Promise<string | undefined> {
  const candidates = name.includes('/')
    ? [resolve(name)]
    : programPath()
        .split(':')
        .filter((directory) => isAbsolute(directory))
        .map((directory) => join(directory, name));
  for (const candidate of candidates) if (await isProgram(candidate)) return candidate;
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** What the first line of a script names: `/usr/bin/python3`, also behind `env`. Undefined for binaries. */
async function interpreterOf(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SHEBANG_BYTES), 0, SHEBANG_BYTES, 0);
    const [line = ''] = buffer.subarray(0, bytesRead).toString('latin1').split('\n');
    if (!line.startsWith('#!')) return undefined;
    const words = line.slice(2).trim().split(/\s+/);
    return words[0]?.endsWith('/env')
      ? words.find((word, index) => index > 0 && !word.startsWith('-'))
      : words[0];
  } finally {
    await file.close();
  }
}

/** A Python brings its library, and a virtual environment that of another. */
async function pythonOf(
  interpreter: string,
  readable: string[],
  processes: ProcessRunner,
): Promise<Pick<InstalledProgram, 'readable' | 'interpreterDirectory'>> {
  try {
    const { stdout } = await processes.run({
      command: interpreter,
      args: ['-c', ASK_PYTHON],
      timeoutMs: 20_000,
    });
    const [executable = interpreter, ...prefixes] = stdout.trim().split('\n');
    const libraries = prefixes.filter(isNarrow);
    return {
      readable: [...new Set([...readable, executable, await realpath(executable), ...libraries])],
      interpreterDirectory: dirname(executable),
    };
  } catch {
    return { readable };
  }
}

/** Not somebody's whole home, nor the root of anything. */
function isNarrow(prefix: string): boolean {
  return prefix !== homedir() && prefix.split('/').length > 2 && !['/usr/local', '/usr'].includes(prefix);
}
