import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, scryptSync } from 'node:crypto';
import { AppConfig } from '@app/config';
import { AppError } from '@app/kernel';
import { Injectable } from '@nestjs/common';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** OWASP's parameters: about half a second and 128 MiB, once a start. `maxmem` is what Node lets it use. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 1024 ** 2 };
/** All processes must come to the same key without having met, so the salt is the same everywhere. */
const SALT = 'classroom-downloader encryption key';

interface Key {
  id: string;
  bytes: Buffer;
}

/**
 * Encryption of secrets at rest: AES-256-GCM in an envelope `v1.<key id>.<nonce ciphertext tag>`.
 * Every use names what the secret is and whose; a ciphertext moved to another row does not open.
 */
@Injectable()
export class KeyRing {
  private readonly current: Key;
  private readonly keys: Map<string, Key>;

  constructor(config: AppConfig) {
    const { encryptionKey, oldEncryptionKeys } = config.security;
    const former = [encryptionKey, ...oldEncryptionKeys].flatMap(formerKeysFrom);
    this.current = keyFrom(encryptionKey);
    const all = [this.current, ...oldEncryptionKeys.map(keyFrom), ...former];
    this.keys = new Map(all.map((key) => [key.id, key]));
  }

  encrypt(plain: string, purpose: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.current.bytes, nonce).setAAD(Buffer.from(purpose));
    const body = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `v1.${this.current.id}.${body.toString('base64url')}`;
  }

  /** @throws AppError `encryption.unreadable` when no key fits or the text was changed or belongs elsewhere. */
  decrypt(encrypted: string, purpose: string): string {
    const [version, id, body] = encrypted.split('.');
    const key = this.keys.get(id ?? '');
    if (version !== 'v1' || !key || body === undefined) throw unreadable();
    const bytes = Buffer.from(body, 'base64url');
    try {
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(ALGORITHM, key.bytes, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-TAG_BYTES));
      const plain = Buffer.concat([
        decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)),
        decipher.final(),
      ]);
      return plain.toString('utf8');
    } catch (error) {
      throw unreadable(error);
    }
  }

  /** True when this key, by the id in an envelope, is configured, as the present one or as a former one. */
  has(keyId: string): boolean {
    return this.keys.has(keyId);
  }

  /** The same secret under the present key. @throws as `decrypt` */
  reencrypt(encrypted: string, purpose: string): string {
    return this.encrypt(this.decrypt(encrypted, purpose), purpose);
  }

  /** True when a secret is encrypted with a former key and should be encrypted anew. */
  isOld(encrypted: string): boolean {
    return encrypted.split('.')[1] !== this.current.id;
  }
}

function unreadable(cause?: unknown): AppError {
  return new AppError(
    'encryption.unreadable',
    'A stored secret cannot be read with the keys that are configured.',
    {
      hint: 'Put the former ENCRYPTION_KEY into ENCRYPTION_KEYS_OLD, or connect the account again.',
      cause,
    },
  );
}

/** 32 bytes written as hex or base64 are taken as they are; what somebody typed is stretched to 32 bytes. */
function keyFrom(text: string): Key {
  return identified(rawKey(text) ?? scryptSync(text.normalize('NFC'), SALT, KEY_BYTES, SCRYPT));
}

/** How typed keys were derived before they were stretched: only to read what was encrypted then. */
function formerKeysFrom(text: string): Key[] {
  if (rawKey(text)) return [];
  return [identified(Buffer.from(hkdfSync('sha256', text, '', 'classroom-downloader', KEY_BYTES)))];
}

function identified(bytes: Buffer): Key {
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return { id, bytes };
}

function rawKey(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (!/^[\w+/-]{43}=?$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 32 ? bytes : undefined;
}
