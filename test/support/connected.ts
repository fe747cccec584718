import type { DataSource } from 'typeorm';
import type { Client } from './client';
import { ANA } from './sandbox-school';
import { type SystemOptions, TestSystem } from './system';

/** A system, its database, a caller with the API key of the school, and the id of Ana's Google account, which is connected. */
export async function startConnected(
  options: SystemOptions = {},
): Promise<{ system: TestSystem; database: DataSource; client: Client; ana: number }> {
  const system = await TestSystem.start(options);
  const client = system.client();
  return { system, database: await system.database(), client, ana: await client.connect(ANA) };
}
