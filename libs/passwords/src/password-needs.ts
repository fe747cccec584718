export type PasswordNeed = 'length' | 'capital' | 'small' | 'digit' | 'about';

export const MIN_PASSWORD_LENGTH = 8;
/** Longer ones are refused before anything is computed from them. */
export const MAX_PASSWORD_LENGTH = 128;
/** Shorter names would hit by chance. */
const TELLING_LENGTH = 4;

/**
 * What a new password still needs. Whether others would guess it is another question.
 * @param about what is known of the person: user name, e-mail address
 */
export function passwordNeeds(password: string, about: readonly string[] = []): PasswordNeed[] {
  const needs: PasswordNeed[] = [];
  if (password.length < MIN_PASSWORD_LENGTH) needs.push('length');
  if (!/\p{Lu}/u.test(password)) needs.push('capital');
  if (!/\p{Ll}/u.test(password)) needs.push('small');
  if (!/\p{Nd}/u.test(password)) needs.push('digit');
  if (isAbout(password, about)) needs.push('about');
  return needs;
}

function isAbout(password: string, about: readonly string[]): boolean {
  const plain = withoutAccents(password);
  return about
    .map((text) => withoutAccents(text.split('@')[0] ?? ''))
    .some((text) => text.length >= TELLING_LENGTH && plain.includes(text));
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
