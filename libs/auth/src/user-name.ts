import { randomBytes } from 'node:crypto';

/** Letters and digits of what stands before the @. */
export function nameFrom(email: string): string {
  const name = (email.split('@')[0] ?? '').replace(/[^a-z0-9]/g, '').slice(0, 50);
  return name.length < 3 ? `user${name}` : name;
}

/** For when somebody else has it. */
export function anotherName(username: string): string {
  return `${username.slice(0, 40)}${randomBytes(3).toString('hex')}`;
}
