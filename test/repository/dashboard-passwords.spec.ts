import { passwordWeakness } from '@app/security';
import { passwordNeeds } from '../../apps/dashboard/src/components/password-needs';

const ABOUT = ['marialima', 'maria.lima@school.example'];

describe('what a page says a new password needs', () => {
  it.each([
    '',
    'Aa1',
    'aaaaaaaa1',
    'Aaaaaaaaa',
    'AAAAAAAA1',
    'Maria.lima-77',
    'Correct-Horse-7',
    'ÁÉÍÓÚáéíóú٣',
  ])('should be what the API wants: %j', (password) => {
    const isWeak = passwordWeakness(password, ABOUT) !== undefined;
    expect(passwordNeeds(password, ABOUT).length > 0).toBe(isWeak);
  });
});
