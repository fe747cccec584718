import { Passwords } from '@app/security';
import { DataSource } from 'typeorm';
import { type Answer, Client } from './client';
import { ADMIN, type TestSystem } from './system';

export interface SignedInBody {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  refresh_expires_in: number;
  user: { id: string; username: string; email: string; role: string; tenant_id: string };
}

/** A person who signed in: a client with their token, and what their browser got. */
export interface Person {
  client: Client;
  id: string;
  email: string;
  answer: Answer<SignedInBody>;
  /** As a browser sends it back. */
  cookie: string;
}

export async function signIn(origin: string, username: string, password: string): Promise<Person> {
  const answer = await new Client(origin, '').post<SignedInBody>('/auth/login', { username, password });
  if (answer.status !== 200) throw new Error(`sign-in of ${username}: ${JSON.stringify(answer.body)}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const client = new Client(origin, answer.body.access_token);
  const { id, email } = answer.body.user;
  return { client, id, email, answer, cookie };
}

interface NewPerson {
  name: string;
  tenant?: string;
  role?: 'user' | 'admin' | 'super_admin';
}

/** Somebody of any tenant, who was put into the database and signed in. */
export async function addPerson(
  system: TestSystem,
  { name, tenant = 'school', role = 'user' }: NewPerson,
): Promise<Person> {
  const passwordHash = await system.api.get(Passwords).hash(ADMIN.password);
  await system.api.get(DataSource).query(
    `INSERT INTO users (tenant_id, username, email, email_verified_by, full_name, password_hash, role)
     VALUES ($1, $2, $3, 'admin', $2, $4, $5)`,
    [tenant, name, `${name}@${tenant}.example`, passwordHash, role],
  );
  return signIn(system.origin, `${name}@${tenant}.example`, ADMIN.password);
}

/** The first admin, who is a super-admin. */
export async function superAdmin(system: TestSystem): Promise<Client> {
  return (await signIn(system.origin, ADMIN.email, ADMIN.password)).client;
}

/** Made by an admin and signed in, with a password of their own. */
export async function newPerson(
  admin: Client,
  username: string,
  more: { role?: string; tenant_id?: string } = {},
): Promise<Person> {
  const email = `${username}@school.example`;
  const first = { username, password: 'Given-by-an-admin-1' };
  const added = await admin.post('/users', { ...first, email, ...more });
  if (added.status !== 201) throw new Error(`making ${username}: ${JSON.stringify(added.body)}`);
  const password = passwordOf(username);
  const { client } = await signIn(admin.origin, username, first.password);
  const change = { current_password: first.password, new_password: password };
  const changed = await client.post('/auth/change-password', change);
  if (changed.status !== 200) throw new Error(`password of ${username}: ${JSON.stringify(changed.body)}`);
  return signIn(admin.origin, username, password);
}

/** Every test person's own; it does not hold the name. */
function passwordOf(username: string): string {
  return `Long-enough-${String(username.length)}-Xy`;
}
