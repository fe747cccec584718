/** Letters and digits that nobody takes for others when they read them out. */
const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const SMALL = 'abcdefghijkmnpqrstuvwxyz';
const DIGITS = '23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** One to tell somebody once, who changes it when they sign in: `Kd7mq-…`, more than 100 bits. */
export function newPassword(random: (below: number) => number = randomBelow): string {
  const all = CAPITALS + SMALL + DIGITS;
  const pick = (from: string) => from[random(from.length)] ?? '';
  const group = (index: number) => {
    // Each kind that a password needs is in the first one.
    const start = index === 0 ? pick(CAPITALS) + pick(SMALL) + pick(DIGITS) : '';
    return start + Array.from({ length: GROUP_LENGTH - start.length }, () => pick(all)).join('');
  };
  return Array.from({ length: GROUPS }, (_, index) => group(index)).join('-');
}

function randomBelow(below: number): number {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  // A bias of less than one in 70 million.
  return value % below;
}
