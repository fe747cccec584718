import { SecurityEvents } from '@app/audit';
import { newSecret, Passwords } from '@app/security';
import { Injectable } from '@nestjs/common';
import { GoogleSignInOff, GoogleSignInRefused } from '../auth.errors';
import { TenantsRepository } from '../tenants/persistence/tenants.repository';
import { UsersRepository } from '../users/persistence/users.repository';
import type { Device } from '../sessions/sessions.service';
import { signIns } from './sign-in.metrics';
import { type DeviceSignIn, SignIn } from './sign-in.service';
import type { Tenant } from '../tenants/tenant';
import type { User } from '../user';
import { anotherName, nameFrom } from '../users/user-name';

/** What Google says of a person, signed. */
interface GooglePerson {
  /** Google's id of the account, which never changes. */
  sub: string;
  email: string | null;
  emailVerified: boolean;
  /** Of the Workspace that manages the account; null: a private one. */
  domain: string | null;
  name: string | null;
}

interface Found {
  user: User;
  /** They have come with this Google account for the first time. */
  linked: boolean;
}

/** Other letters can look the same, or become the same in lower case. */
const PLAIN_ADDRESS = /^[\x21-\x7e]{3,254}$/;

/** Signs in people of a tenant that allows it, whom Google has identified. */
@Injectable()
export class GoogleSignIn {
  constructor(
    private readonly tenants: TenantsRepository,
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly signIn: SignIn,
    private readonly events: SecurityEvents,
  ) {}

  /** The tenant, when its people may. */
  async tenantThatAllows(id: string): Promise<Tenant | undefined> {
    const tenant = await this.tenants.findTenant(id);
    return tenant?.googleSignIn === 'off' ? undefined : tenant;
  }

  /** The Workspace domain that Google should ask for; null: any account. @throws GoogleSignInOff */
  async domainOf(tenantId: string): Promise<string | null> {
    const tenant = await this.tenantThatAllows(tenantId);
    if (!tenant) throw new GoogleSignInOff();
    return tenant.googleSignIn === 'domain' ? tenant.googleDomain : null;
  }

  /** @throws GoogleSignInOff, GoogleSignInRefused */
  async signInWithGoogle(tenantId: string, person: GooglePerson, device: Device): Promise<DeviceSignIn> {
    const tenant = await this.tenantThatAllows(tenantId);
    if (!tenant) throw new GoogleSignInOff();
    const found = await this.find(tenant, person, device);
    if (found?.user.isActive !== true) return this.refuse(tenantId, found?.user, device);
    const { user, linked } = found;
    const detail = { by: 'google', ...(linked ? { linked } : {}) };
    const signedIn = await this.signIn.completeSignIn(user, device, 'google', detail);
    return signedIn ?? this.refuse(tenantId, user, device);
  }

  /** By Google's id; who comes for the first time, by an address that Google has verified. */
  private async find(tenant: Tenant, person: GooglePerson, { ip }: Device): Promise<Found | undefined> {
    const { sub, emailVerified, domain } = person;
    const known = await this.users.findByGoogle(tenant.id, sub);
    if (known) return { user: known, linked: false };
    if (!emailVerified || person.email === null || !PLAIN_ADDRESS.test(person.email)) return undefined;
    const email = person.email.toLowerCase();
    if (!isGooglesToSay(email, domain)) return undefined;
    const ofDomain = tenant.googleSignIn === 'domain' && domain === tenant.googleDomain;
    const user =
      (await this.users.linkGoogle(tenant.id, email, sub)) ??
      (ofDomain ? await this.add(tenant.id, { ...person, email }, ip) : undefined);
    if (user) return { user, linked: true };
    // Another request of the same person may have been faster.
    const meanwhile = await this.users.findByGoogle(tenant.id, sub);
    return meanwhile && { user: meanwhile, linked: false };
  }

  /** Undefined when somebody has the address, here or in another tenant. The password is one that nobody knows. */
  private async add(
    tenantId: string,
    { sub, email, name }: GooglePerson & { email: string },
    ip: string,
  ): Promise<User | undefined> {
    const username = nameFrom(email);
    const fullName = oneLine(name) || username;
    const passwordHash = await this.passwords.hash(newSecret());
    const known = { emailVerifiedBy: 'google', role: 'user', googleSub: sub } as const;
    const wanted = { tenantId, email, fullName, passwordHash, ...known };
    const user =
      (await this.users.ensureUser({ ...wanted, username })) ??
      (await this.users.ensureUser({ ...wanted, username: anotherName(username) }));
    if (!user) return undefined;
    await this.events.recordEvent({
      action: 'user.register',
      outcome: 'ok',
      tenantId,
      actorId: `user:${user.id}`,
      actorName: user.username,
      subject: user.id,
      ip,
      detail: { by: 'google' },
    });
    return user;
  }

  private async refuse(tenantId: string, user: User | undefined, { ip }: Device): Promise<never> {
    signIns.inc({ outcome: 'refused' });
    await this.events.recordEvent({
      action: 'auth.sign-in',
      outcome: 'refused',
      tenantId,
      actorId: user ? `user:${user.id}` : null,
      actorName: user?.username ?? null,
      ip,
      detail: { by: 'google' },
    });
    throw new GoogleSignInRefused();
  }
}

/**
 * Google is the authority for its own addresses and for those of a Workspace. Any other address it has only seen once:
 * whoever left the school may still hold a private Google account that was opened with it.
 * https://developers.google.com/identity/gsi/web/guides/verify-google-id-token
 */
function isGooglesToSay(email: string, domain: string | null): boolean {
  return domain !== null || /@(gmail|googlemail)\.com$/.test(email);
}

function oneLine(name: string | null): string {
  return (name ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim()
    .slice(0, 100);
}
