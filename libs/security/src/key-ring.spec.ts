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
function changed(sealed: string, change: (bytes: Buffer) => Buffer): string {
  const [version, id, body = ''] = sealed.split('.');
  return [version, id, change(Buffer.from(body, 'base64url')).toString('base64url')].join('.');
}

describe(KeyRing, () => {
  it('should open whatever it has sealed for the same purpose', () => {
    const ring = ringOf(KEY);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, purpose) => {
        expect(ring.open(ring.seal(plain, purpose), purpose)).toBe(plain);
      }),
      { seed: 20_260_101 },
    );
  });

  it('should seal the same text differently each time, and show nothing of it', () => {
    const ring = ringOf(KEY);
    const sealed = [ring.seal('ya29.hunter2', PURPOSE), ring.seal('ya29.hunter2', PURPOSE)];
    expect(sealed[0]).not.toBe(sealed[1]);
    for (const one of sealed) {
      expect(one).toMatch(/^v1\.[\da-f]{8}\.[\w-]+$/);
      expect(Buffer.from(one.split('.')[2]!, 'base64url').includes('hunter2')).toBe(false);
    }
  });

  it('should not open a text that was sealed for something or somebody else', () => {
    const ring = ringOf(KEY);
    const sealed = ring.seal('secret', PURPOSE);
    for (const purpose of ['credential:8:refresh_token', 'credential:7:access_token', '']) {
      expect(refusalOf(() => ring.open(sealed, purpose))).toBe('encryption.unreadable');
    }
  });

  it('should notice a change of any single bit', () => {
    const ring = ringOf(KEY);
    const sealed = ring.seal('a secret', PURPOSE);
    const bits = Buffer.from(sealed.split('.')[2]!, 'base64url').length * 8;
    for (let bit = 0; bit < bits; bit += 1) {
      const other = changed(sealed, (bytes) => {
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        return bytes;
      });
      expect(refusalOf(() => ring.open(other, PURPOSE))).toBe('encryption.unreadable');
    }
  });

  it('should notice that bytes are missing, however many', () => {
    const ring = ringOf(KEY);
    const sealed = ring.seal('', PURPOSE);
    for (let length = 0; length < 28; length += 1) {
      const shorter = changed(sealed, (bytes) => bytes.subarray(0, length));
      expect(refusalOf(() => ring.open(shorter, PURPOSE))).toBe('encryption.unreadable');
    }
  });

  it.each(['', 'plain text', 'v1', 'v1.00000000.AAAA', 'v2', '..', 'v1..'])(
    'should not open “%s”',
    (text) => {
      expect(refusalOf(() => ringOf(KEY).open(text, PURPOSE))).toBe('encryption.unreadable');
    },
  );

  it('should not open another version of the envelope', () => {
    const ring = ringOf(KEY);
    const sealed = ring.seal('secret', PURPOSE).replace(/^v1/, 'v2');
    expect(refusalOf(() => ring.open(sealed, PURPOSE))).toBe('encryption.unreadable');
  });

  it('should say what to do, and not what the secret is', () => {
    const sealed = ringOf(randomKey()).seal('hunter2', PURPOSE);
    const error = (() => {
      try {
        return ringOf(KEY).open(sealed, PURPOSE);
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

  it('should open with every former key and seal with the new one', () => {
    const rotated = ringOf(NEWEST, ...OLDER);
    for (const key of OLDER) {
      const sealed = ringOf(key).seal('secret', PURPOSE);
      expect(rotated.open(sealed, PURPOSE)).toBe('secret');
      expect(rotated.isOld(sealed)).toBe(true);
      const anew = rotated.seal(rotated.open(sealed, PURPOSE), PURPOSE);
      expect(rotated.isOld(anew)).toBe(false);
      expect(ringOf(NEWEST).open(anew, PURPOSE)).toBe('secret');
    }
  });

  it('should not open with a key that was taken away', () => {
    const sealed = ringOf(OLDER[0]!).seal('secret', PURPOSE);
    const ring = ringOf(NEWEST, OLDER[1]!);
    expect(refusalOf(() => ring.open(sealed, PURPOSE))).toBe('encryption.unreadable');
  });
});

describe('the forms of a key', () => {
  const BYTES = Buffer.from(Array.from({ length: 32 }, (_, index) => 255 - index * 7));

  it('should be the same key as hex in any case, base64, base64url and without padding', () => {
    const sealed = ringOf(BYTES.toString('hex')).seal('secret', PURPOSE);
    const forms = [
      BYTES.toString('hex').toUpperCase(),
      BYTES.toString('base64'),
      BYTES.toString('base64').replace('=', ''),
      BYTES.toString('base64url'),
    ];
    for (const form of forms) expect(ringOf(form).open(sealed, PURPOSE)).toBe('secret');
  });

  it('should take 32 bytes as they are', () => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', BYTES, nonce).setAAD(Buffer.from(PURPOSE));
    const body = Buffer.concat([nonce, cipher.update('by hand'), cipher.final(), cipher.getAuthTag()]);
    const ring = ringOf(BYTES.toString('hex'));
    expect(
      ring.open(
        changed(ring.seal('', PURPOSE), () => body),
        PURPOSE,
      ),
    ).toBe('by hand');
  });

  it('should read what was sealed with a typed key before those were stretched, and seal it anew', () => {
    const bytes = Buffer.from(hkdfSync('sha256', TYPED, '', 'classroom-downloader', 32));
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(PURPOSE));
    const body = Buffer.concat([nonce, cipher.update('of old'), cipher.final(), cipher.getAuthTag()]);
    const id = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
    const sealed = `v1.${id}.${body.toString('base64url')}`;
    const ring = ringOf(TYPED);
    for (const able of [ring, ringOf(KEY, TYPED)]) {
      expect(able.open(sealed, PURPOSE)).toBe('of old');
      expect(able.isOld(sealed)).toBe(true);
    }
    const anew = ring.seal('of old', PURPOSE);
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
      expect(ringOf(phrase).open(ringOf(phrase).seal('secret', PURPOSE), PURPOSE)).toBe('secret');
    }
  });

  it('should keep keys that differ a little wholly apart', () => {
    const sealed = ringOf('correct horse battery staple').seal('secret', PURPOSE);
    const ring = ringOf('correct horse battery staple ');
    expect(ring.isOld(sealed)).toBe(true);
    expect(refusalOf(() => ring.open(sealed, PURPOSE))).toBe('encryption.unreadable');
  });
});
