const OLDEST = 24;

/** One line for the person at the terminal, or undefined when this Node will do. */
export function nodeProblem(version: string): string | undefined {
  const [major = 0] = version.split('.').map(Number);
  if (major >= OLDEST) return undefined;
  return `Node ${version} is too old: version ${String(OLDEST)} or newer is needed. npm run puts the right one first in PATH.`;
}
