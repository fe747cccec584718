export type PasswordNeed = 'length' | 'capital' | 'small' | 'digit' | 'about';

/** Shorter names would hit by chance. */
const TELLING_LENGTH = 4;

/**
 * What a new password still needs before the API looks at it: the same rules. Whether others would guess it, only the
 * API knows.
 * @param about what is known of the person: user name, e-mail address
 */
export function passwordNeeds(password: string, about: readonly string[] = []): PasswordNeed[] {
  const needs: PasswordNeed[] = [];
  if (password.length < 8) needs.push('length');
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
