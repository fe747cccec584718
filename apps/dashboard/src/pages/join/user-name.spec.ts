import { itReturns } from '@app/testing/table';
import { userNameOf } from './user-name';

describe(userNameOf, () => {
  itReturns('should make of %j %j', userNameOf, [
    ['maria.lima@school.example', 'marialima'],
    ['José_99@school.example', 'jose99'],
    ['ab@school.example', ''],
    ['', ''],
    [`${'a'.repeat(60)}@school.example`, 'a'.repeat(50)],
  ]);
});
