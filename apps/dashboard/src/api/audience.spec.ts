import { isFor } from './audience';

describe(isFor, () => {
  it.each([
    [undefined, 'user', true],
    [undefined, undefined, true],
    ['admins', 'user', false],
    ['admins', 'admin', true],
    ['admins', 'super_admin', true],
    ['admins', undefined, false],
    ['super-admins', 'admin', false],
    ['super-admins', 'super_admin', true],
  ] as const)('should offer what is for %s to %s: %s', (audience, role, offered) => {
    expect(isFor(audience, role)).toBe(offered);
  });
});
