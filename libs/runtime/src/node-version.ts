/** The first with `shouldUpgradeCallback`, without which an upgrade would be offered to every route. */
const OLDEST = [24, 9] as const;

/** One line for the person at the terminal, or undefined when this Node will do. */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return `Node ${version} is too old: version ${OLDEST.join('.')} or newer is needed. npm run puts the right one first in PATH.`;
}
