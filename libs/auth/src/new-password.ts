import { passwordWeakness } from '@app/security';
import { PasswordTooEasy } from './auth.errors';
import type { User } from './user';

/** Judges a password for somebody whose names are known only here. @throws PasswordTooEasy */
export function judgeNewPassword(password: string, { username, email }: User): void {
  const weakness = passwordWeakness(password, [username, email]);
  if (weakness !== undefined) throw new PasswordTooEasy(weakness);
}
