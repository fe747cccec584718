import type { DataSource } from 'typeorm';
import type { Client } from './client';
import { ANA } from './sandbox-school';
import type { TestSystem } from './system';

/** The database of a system, a caller with the API key of the school, and the id of Ana's Google account, which is connected. */
export async function connect(
  system: TestSystem,
): Promise<{ database: DataSource; client: Client; ana: number }> {
  const client = system.client();
  return { database: await system.database(), client, ana: await client.connect(ANA) };
}
