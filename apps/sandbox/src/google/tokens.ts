import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { Person } from '../school/school';

export interface Grant {
  /** One agreement of one person; revoking ends all tokens of it. */
  id: string;
  sub: string;
  clientId: string;
  scopes: string[];
}

interface EncryptedGrant extends Grant {
  kind: 'access' | 'refresh';
  /** Seconds since 1970; 0: never. */
  exp: number;
  /** Milliseconds since 1970, with fractions. */
  iat: number;
}

/** What ends of an account: its access tokens, which can be renewed, or all that it ever agreed to. */
export type TokenEnd = 'access' | 'permission';

const ACCESS_SECONDS = 3599;

/** Tokens that look like Google's and survive a restart: they carry their grant, signed. */
export class Tokens {
  readonly revoked = new Set<string>();
  /** By account, when its tokens ended: what was issued before is worth nothing. */
  private readonly ended = { access: new Map<string, number>(), permission: new Map<string, number>() };

  private constructor(
    private readonly secret: string,
    private readonly privateKey: CryptoKey,
    readonly jwk: JWK,
  ) {}

  static async create(secret: string): Promise<Tokens> {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const kid = randomBytes(8).toString('hex');
    return new Tokens(secret, privateKey, { ...jwk, kid, alg: 'RS256', use: 'sig' });
  }

  access(grant: Grant, lifeSeconds = ACCESS_SECONDS): { token: string; expiresIn: number } {
    const exp = Math.floor(Date.now() / 1000) + lifeSeconds;
    return {
      token: `ya29.${this.encrypt({ ...grant, kind: 'access', exp, iat: now() })}`,
      expiresIn: lifeSeconds,
    };
  }

  issueRefreshToken(grant: Grant): string {
    return `1//${this.encrypt({ ...grant, kind: 'refresh', exp: 0, iat: now() })}`;
  }

  /** The grant of a token that is valid now. */
  findGrant(token: string, kind: EncryptedGrant['kind']): Grant | undefined {
    const grant = this.decrypt(token.replace(/^(ya29\.|1\/\/)/, ''));
    if (grant?.kind !== kind || this.revoked.has(grant.id)) return undefined;
    if (grant.exp !== 0 && grant.exp * 1000 < Date.now()) return undefined;
    if (this.hasEnded(grant, 'permission') || (kind === 'access' && this.hasEnded(grant, 'access')))
      return undefined;
    return { id: grant.id, sub: grant.sub, clientId: grant.clientId, scopes: grant.scopes };
  }

  /** Ends the grant of an access or refresh token. False for a token that was never ours. */
  revokeToken(token: string): boolean {
    const grant = this.decrypt(token.replace(/^(ya29\.|1\/\/)/, ''));
    if (!grant) return false;
    this.revoked.add(grant.id);
    return true;
  }

  /** Ends what an account was given until now: `access` is an early expiry, `permission` a withdrawn consent. */
  endGrant(sub: string, what: TokenEnd): void {
    this.ended[what].set(sub, now());
  }

  idToken(
    { sub, email, name, unverified = false, domain }: Person,
    nonce: string | undefined,
    clientId: string,
  ): Promise<string> {
    const claims = { email, email_verified: !unverified, name, hd: domain, nonce };
    return new SignJWT({ ...claims, azp: clientId })
      .setProtectedHeader({ alg: 'RS256', kid: this.jwk.kid ?? '', typ: 'JWT' })
      .setIssuer('https://accounts.google.com')
      .setAudience(clientId)
      .setSubject(sub)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(this.privateKey);
  }

  private hasEnded({ sub, iat }: EncryptedGrant, what: TokenEnd): boolean {
    return iat <= (this.ended[what].get(sub) ?? 0);
  }

  private encrypt(content: EncryptedGrant): string {
    const body = Buffer.from(JSON.stringify({ ...content, r: randomBytes(6).toString('hex') })).toString(
      'base64url',
    );
    return `${body}-${this.sign(body)}`;
  }

  private decrypt(text: string): EncryptedGrant | undefined {
    const cut = text.length - 44;
    const body = text.slice(0, cut);
    const signature = Buffer.from(text.slice(cut + 1));
    const expected = Buffer.from(this.sign(body));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return undefined;
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as EncryptedGrant;
  }

  private sign(body: string): string {
    return createHmac('sha256', this.secret).update(body).digest('base64url');
  }
}

/** Finer than milliseconds: a token and its end may follow each other at once. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
