import { Passwords } from '@app/security';
import { DataSource } from 'typeorm';
import { Client } from './client';
import { ADMIN, type TestSystem } from './system';

const PASSWORD = 'A-good-password-7';

export interface Person {
  id: string;
  email: string;
  client: Client;
}

interface NewPerson {
  name: string;
  tenant?: string;
  role?: 'user' | 'admin' | 'super_admin';
}

/** Somebody who signed in. */
export async function addPerson(
  system: TestSystem,
  { name, tenant = 'school', role = 'user' }: NewPerson,
): Promise<Person> {
  const email = `${name}@${tenant}.example`;
  const passwordHash = await system.api.get(Passwords).hash(PASSWORD);
  const rows: { id: string }[] = await system.api.get(DataSource).query(
    `INSERT INTO users (tenant_id, username, email, full_name, password_hash, role)
     VALUES ($1, $2, $3, $2, $4, $5) RETURNING id`,
    [tenant, name, email, passwordHash, role],
  );
  return { id: rows[0]?.id ?? '', email, client: await signIn(system.origin, email, PASSWORD) };
}

/** The first admin, who is a super-admin. */
export function superAdmin(system: TestSystem): Promise<Client> {
  return signIn(system.origin, ADMIN.email, ADMIN.password);
}

async function signIn(origin: string, username: string, password: string): Promise<Client> {
  const answer = await new Client(origin, '').post<{ access_token: string }>('/auth/login', {
    username,
    password,
  });
  if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${JSON.stringify(answer.body)}`);
  return new Client(origin, answer.body.access_token);
}
