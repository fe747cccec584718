import { passwordNeeds } from '@app/passwords';
import { passwordWeakness } from './password-strength';
import { GOOD_PASSWORDS } from './testing/good-passwords';

describe(passwordWeakness, () => {
  it.each([...GOOD_PASSWORDS, `Aa1${'xy'.repeat(62)}`])('should take %s', (password) => {
    expect(passwordWeakness(password)).toBeUndefined();
  });

  it.each([
    ['Aa1-xyz', 'at least 8'],
    ['a-good-password-7', 'capital'],
    ['A-GOOD-PASSWORD-7', 'small'],
    ['A-good-password', 'digit'],
    ['password123', 'capital'],
  ])('should refuse %s', (password, reason) => {
    expect(passwordWeakness(password)).toContain(reason);
  });

  it.each([
    '',
    'Aa1',
    'aaaaaaaa1',
    'Aaaaaaaaa',
    'AAAAAAAA1',
    'Maria.lima-77',
    'Correct-Horse-7',
    'ÁÉÍÓÚáéíóú٣',
  ])('should refuse what pages say that something is missing of, and nothing else: %j', (password) => {
    const about = ['marialima', 'maria.lima@school.example'];
    const isWeak = passwordWeakness(password, about) !== undefined;
    expect(passwordNeeds(password, about).length > 0).toBe(isWeak);
  });

  it('should refuse what is too long without looking into it', () => {
    expect(passwordWeakness(`Aa1${'x'.repeat(9_997)}`)).toContain('at most 128');
  });

  it.each([['marta'], ['marta@school.example']])('should refuse a password that holds %s', (about) => {
    expect(passwordWeakness('Xx-Marta-2026-abc', [about])).toContain('must not contain');
    expect(passwordWeakness('Xx-Mirta-2026-abc', [about])).toBeUndefined();
  });

  it('should not mind names that are too short to tell anything', () => {
    expect(passwordWeakness('A-good-password-7', ['goo', 'a@school.example'])).toBeUndefined();
  });
});
