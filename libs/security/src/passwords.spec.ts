import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { itAlwaysReturns } from '@app/testing/table';
import { Passwords } from './passwords';
import { hashSecret, newSecret, sameSecret } from './tokens';

describe(Passwords, () => {
  const passwords = new Passwords();

  it('should leave threads to others during a burst', async () => {
    let done = 0;
    const burst = Array.from({ length: 24 }, async () => {
      await passwords.hash('A-good-password-7');
      done += 1;
    });
    await new Promise(setImmediate);
    await promisify(randomBytes)(16);
    expect(done).toBeLessThan(12);
    await Promise.all(burst);
    expect(done).toBe(24);
  }, 30_000);

  it('should know a password again and no other', async () => {
    const hash = await passwords.hash('A-good-password-7');
    await expect(passwords.verify('A-good-password-7', hash)).resolves.toBe(true);
    for (const wrong of ['a-good-password-7', 'A-good-password-7 ', '', 'A-good-password-']) {
      await expect(passwords.verify(wrong, hash)).resolves.toBe(false);
    }
  });

  it('should write the PHC format with its costs, and a salt of its own each time', async () => {
    const hashes = await Promise.all([passwords.hash('same'), passwords.hash('same')]);
    for (const hash of hashes) {
      expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z\d+/]{22}\$[A-Za-z\d+/]{43}$/);
    }
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  it.each([
    ['an accent that is composed or not', 'sen\u0068a-\u00e7\u00e3o', 'sen\u0068a-c\u0327a\u0303o'],
    ['wide letters of a Japanese keyboard', 'password', 'ｐａｓｓｗｏｒｄ'],
    ['a ligature', 'fish', 'ﬁsh'],
  ])('should not mind how a keyboard spells %s', async (_, first, second) => {
    expect(first).not.toBe(second);
    await expect(passwords.verify(second, await passwords.hash(first))).resolves.toBe(true);
    await expect(passwords.verify(first, await passwords.hash(second))).resolves.toBe(true);
  });

  it('should read every letter of a long password', async () => {
    const long = 'x'.repeat(200);
    const hash = await passwords.hash(`${long}a`);
    await expect(passwords.verify(`${long}b`, hash)).resolves.toBe(false);
    await expect(passwords.verify(`${long}a`, hash)).resolves.toBe(true);
  });

  it('should verify a hash that was made with other costs', async () => {
    // `echo -n password | argon2 somesalt -id -t 2 -k 256 -p 1`, from the test vectors of the reference implementation.
    const hash = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    await expect(passwords.verify('password', hash)).resolves.toBe(true);
    await expect(passwords.verify('Password', hash)).resolves.toBe(false);
  });

  it('should say no to everything when there is no hash', async () => {
    for (const password of ['', 'A-good-password-7', 'undefined']) {
      await expect(passwords.verify(password, undefined)).resolves.toBe(false);
    }
  });

  it.each([
    ['nothing', ''],
    ['a plain password', 'A-good-password-7'],
    ['bcrypt', '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy'],
    ['a tag of another length', '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg'],
    ['a cut one', '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$'],
  ])('should say no to %s in the place of a hash', async (_, hash) => {
    await expect(passwords.verify('A-good-password-7', hash)).resolves.toBe(false);
  });
});

describe(sameSecret, () => {
  itAlwaysReturns('should take “%s” and “%s” for the same', true, sameSecret, [
    ['abc', 'abc'],
    ['', ''],
    ['ação', 'ação'],
  ]);

  itAlwaysReturns('should tell “%s” and “%s” apart', false, sameSecret, [
    ['abc', 'abd'],
    ['abc', 'abcd'],
    ['abc', ''],
  ]);
});

describe(newSecret, () => {
  it('should be 256 bits that are safe in a URL and never the same', () => {
    const secrets = Array.from({ length: 100 }, newSecret);
    expect(new Set(secrets).size).toBe(100);
    for (const secret of secrets) {
      expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
      expect(encodeURIComponent(secret)).toBe(secret);
    }
  });
});

describe(hashSecret, () => {
  it('should be the SHA-256 of the secret', () => {
    expect(Buffer.from(hashSecret('abc'), 'base64url').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
