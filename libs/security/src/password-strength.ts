import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, type PasswordNeed, passwordNeeds } from '@app/passwords';

const WORDS: Record<PasswordNeed, string> = {
  length: `must have at least ${String(MIN_PASSWORD_LENGTH)} characters`,
  capital: 'must have a capital letter',
  small: 'must have a small letter',
  digit: 'must have a digit',
  about: 'must not contain the user name or the e-mail address',
};

/**
 * Why the form of a password is refused, in words for the person who chose it; undefined when it will do. Whether
 * others would guess it, `PasswordGuesser` tells.
 * @param about what is known of the person: user name, e-mail address
 */
export function passwordWeakness(password: string, about: readonly string[] = []): string | undefined {
  if (password.length > MAX_PASSWORD_LENGTH)
    return `must have at most ${String(MAX_PASSWORD_LENGTH)} characters`;
  const [need] = passwordNeeds(password, about);
  return need && WORDS[need];
}
