import { createHash, randomBytes } from 'node:crypto';

/** Letters and digits of what stands before the @. */
export function nameFrom(email: string): string {
  const name = (email.split('@')[0] ?? '').replace(/[^a-z0-9]/g, '').slice(0, 50);
  return name.length < 3 ? `user${name}` : name;
}

/** For when somebody else has that one; always the same, so that an address gives one account. */
export function longNameFrom(email: string): string {
  return `${nameFrom(email).slice(0, 40)}${createHash('sha256').update(email).digest('hex').slice(0, 8)}`;
}

/** For when somebody else has it. */
export function anotherName(username: string): string {
  return `${username.slice(0, 40)}${randomBytes(3).toString('hex')}`;
}
