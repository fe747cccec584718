import { userNameOf } from './user-name';

describe(userNameOf, () => {
  it.each([
    ['maria.lima@school.example', 'marialima'],
    ['José_99@school.example', 'jose99'],
    ['ab@school.example', ''],
    ['', ''],
    [`${'a'.repeat(60)}@school.example`, 'a'.repeat(50)],
  ])('should make of %j %j', (email, name) => {
    expect(userNameOf(email)).toBe(name);
  });
});
