import { itReturns } from '@app/testing/table';
import { passwordNeeds } from './password-needs';

const ABOUT = ['marialima', 'maria.lima@school.example'];

describe(passwordNeeds, () => {
  itReturns('should find that %j needs %j', (password: string) => passwordNeeds(password, ABOUT), [
    ['', ['length', 'capital', 'small', 'digit']],
    ['curta', ['length', 'capital', 'digit']],
    ['ONIBUSAZUL42', ['small']],
    ['Ônibus-azul', ['digit']],
    ['Marialima-2026', ['about']],
    ['MÁRIA.lima-2026', ['about']],
    ['Ônibus-azul-42', []],
  ]);
});
