import { newPassword } from './new-password';

describe(newPassword, () => {
  it('should have what a password needs, and nothing that is read wrongly', () => {
    for (let tried = 0; tried < 200; tried += 1) {
      const password = newPassword();
      expect(password).toMatch(/^[A-Z][a-z]\d[A-Za-z\d]{2}(?:-[A-Za-z\d]{5}){3}$/);
      expect(password).not.toMatch(/[0O1lIo]/);
    }
  });

  it('should not repeat itself', () => {
    expect(new Set(Array.from({ length: 100 }, () => newPassword())).size).toBe(100);
  });
});
