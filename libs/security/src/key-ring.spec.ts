import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { AppConfig } from '@app/config';
import { AppError } from '@app/kernel';
import fc from 'fast-check';
import { KeyRing } from './key-ring';

/** Random ones cost nothing; what is typed is stretched. */
const randomKey = () => randomBytes(32).toString('base64');
const KEY = randomKey();
const TYPED = 'an encryption key for tests';
const PURPOSE = 'credential:7:refresh_token';

function ringOf(encryptionKey: string, ...oldEncryptionKeys: string[]): KeyRing {
  return new KeyRing({ security: { encryptionKey, oldEncryptionKeys } } as unknown as AppConfig);
}

/** What opening throws: its code, and the reason that lies behind it. */
function refusalOf(open: () => string): string | undefined {
  try {
    open();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return undefined;
}

/** An envelope whose bytes were changed. */
function changed(encrypted: string, change: (bytes: Buffer) => Buffer): string {
  const [version, id, body = ''] = encrypted.split('.');
  return [version, id, change(Buffer.from(body, 'base64url')).toString('base64url')].join('.');
}

describe(KeyRing, () => {
  it('should decrypt whatever it has encrypted for the same purpose', () => {
    const ring = ringOf(KEY);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, purpose) => {
        expect(ring.decrypt(ring.encrypt(plain, purpose), purpose)).toBe(plain);
      }),
      { seed: 20_260_101 },
    );
  });

  it('should encrypt the same text differently each time, and show nothing of it', () => {
    const ring = ringOf(KEY);
    const encrypted = [ring.encrypt('ya29.hunter2', PURPOSE), ring.encrypt('ya29.hunter2', PURPOSE)];
    expect(encrypted[0]).not.toBe(encrypted[1]);
    for (const one of encrypted) {
      expect(one).toMatch(/^v1\.[\da-f]{8}\.[\w-]+$/);
      expect(Buffer.from(one.split('.')[2]!, 'base64url').includes('hunter2')).toBe(false);
    }
  });

  it('should not decrypt a text that was encrypted for something or somebody else', () => {
    const ring = ringOf(KEY);
    const encrypted = ring.encrypt('secret', PURPOSE);
    for (const purpose of ['credential:8:refresh_token', 'credential:7:access_token', '']) {
      expect(refusalOf(() => ring.decrypt(encrypted, purpose))).toBe('encryption.unreadable');
    }
  });

  it('should notice a change of any single bit', () => {
    const ring = ringOf(KEY);
    const encrypted = ring.encrypt('a secret', PURPOSE);
    const bits = Buffer.from(encrypted.split('.')[2]!, 'base64url').length * 8;
    for (let bit = 0; bit < bits; bit += 1) {
      const other = changed(encrypted, (bytes) => {
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        return bytes;
      });
      expect(refusalOf(() => ring.decrypt(other, PURPOSE))).toBe('encryption.unreadable');
    }
  });

  it('should notice that bytes are missing, however many', () => {
    const ring = ringOf(KEY);
    const encrypted = ring.encrypt('', PURPOSE);
    for (let length = 0; length < 28; length += 1) {
      const shorter = changed(encrypted, (bytes) => bytes.subarray(0, length));
      expect(refusalOf(() => ring.decrypt(shorter, PURPOSE))).toBe('encryption.unreadable');
    }
  });

  it.each(['', 'plain text', 'v1', 'v1.00000000.AAAA', 'v2', '..', 'v1..'])(
    'should not open “%s”',
    (text) => {
      expect(refusalOf(() => ringOf(KEY).decrypt(text, PURPOSE))).toBe('encryption.unreadable');
    },
  );

  it('should not open another version of the envelope', () => {
    const ring = ringOf(KEY);
    const encrypted = ring.encrypt('secret', PURPOSE).replace(/^v1/, 'v2');
    expect(refusalOf(() => ring.decrypt(encrypted, PURPOSE))).toBe('encryption.unreadable');
  });

  it('should say what to do, and not what the secret is', () => {
    const encrypted = ringOf(randomKey()).encrypt('hunter2', PURPOSE);
    const error = (() => {
      try {
        return ringOf(KEY).decrypt(encrypted, PURPOSE);
      } catch (thrown) {
        return thrown as AppError;
      }
    })();
    expect(error).toMatchObject({
      message: 'A stored secret cannot be read with the keys that are configured.',
      hint: expect.stringContaining('ENCRYPTION_KEYS_OLD') as string,
    });
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });
});

describe('the rotation of keys', () => {
  const OLDER = [randomKey(), randomKey()];
  const NEWEST = randomKey();

  it('should decrypt with every former key and encrypt with the new one', () => {
    const rotated = ringOf(NEWEST, ...OLDER);
    for (const key of OLDER) {
      const encrypted = ringOf(key).encrypt('secret', PURPOSE);
      expect(rotated.decrypt(encrypted, PURPOSE)).toBe('secret');
      expect(rotated.isOld(encrypted)).toBe(true);
      const anew = rotated.encrypt(rotated.decrypt(encrypted, PURPOSE), PURPOSE);
      expect(rotated.isOld(anew)).toBe(false);
      expect(ringOf(NEWEST).decrypt(anew, PURPOSE)).toBe('secret');
    }
  });

  it('should not open with a key that was taken away', () => {
    const encrypted = ringOf(OLDER[0]!).encrypt('secret', PURPOSE);
    const ring = ringOf(NEWEST, OLDER[1]!);
    expect(refusalOf(() => ring.decrypt(encrypted, PURPOSE))).toBe('encryption.unreadable');
  });
});

describe('the forms of a key', () => {
  const BYTES = Buffer.from(Array.from({ length: 32 }, (_, index) => 255 - index * 7));

  it('should be the same key as hex in any case, base64, base64url and without padding', () => {
    const encrypted = ringOf(BYTES.toString('hex')).encrypt('secret', PURPOSE);
    const forms = [
      BYTES.toString('hex').toUpperCase(),
      BYTES.toString('base64'),
      BYTES.toString('base64').replace('=', ''),
      BYTES.toString('base64url'),
    ];
    for (const form of forms) expect(ringOf(form).decrypt(encrypted, PURPOSE)).toBe('secret');
  });

  it('should take 32 bytes as they are', () => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', BYTES, nonce).setAAD(Buffer.from(PURPOSE));
    const body = Buffer.concat([nonce, cipher.update('by hand'), cipher.final(), cipher.getAuthTag()]);
    const ring = ringOf(BYTES.toString('hex'));
    expect(
      ring.decrypt(
        changed(ring.encrypt('', PURPOSE), () => body),
        PURPOSE,
      ),
    ).toBe('by hand');
  });

  it('should read what was encrypted with a typed key before those were stretched, and encrypt it anew', () => {
    const bytes = Buffer.from(hkdfSync('sha256', TYPED, '', 'classroom-downloader', 32));
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(PURPOSE));
    const body = Buffer.concat([nonce, cipher.update('of old'), cipher.final(), cipher.getAuthTag()]);
    const id = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
    const encrypted = `v1.${id}.${body.toString('base64url')}`;
    const ring = ringOf(TYPED);
    for (const able of [ring, ringOf(KEY, TYPED)]) {
      expect(able.decrypt(encrypted, PURPOSE)).toBe('of old');
      expect(able.isOld(encrypted)).toBe(true);
    }
    const anew = ring.encrypt('of old', PURPOSE);
    expect(ring.isOld(anew)).toBe(false);
    expect(anew.split('.')[1]).not.toBe(id);
  });

  it('should make every guess at a typed key expensive, and none at a random one', () => {
    const took = (key: string) => {
      const before = performance.now();
      ringOf(key);
      return performance.now() - before;
    };
    expect(took('correct horse battery staple')).toBeGreaterThan(50);
    expect(took(BYTES.toString('hex'))).toBeLessThan(50);
  });

  it('should stretch any other text, the same way each time', () => {
    for (const phrase of ['senha com acentuação e espaços', 'f'.repeat(63)]) {
      expect(ringOf(phrase).decrypt(ringOf(phrase).encrypt('secret', PURPOSE), PURPOSE)).toBe('secret');
    }
  });

  it('should keep keys that differ a little wholly apart', () => {
    const encrypted = ringOf('correct horse battery staple').encrypt('secret', PURPOSE);
    const ring = ringOf('correct horse battery staple ');
    expect(ring.isOld(encrypted)).toBe(true);
    expect(refusalOf(() => ring.decrypt(encrypted, PURPOSE))).toBe('encryption.unreadable');
  });
});
