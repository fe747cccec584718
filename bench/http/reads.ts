import type { DataSource } from 'typeorm';
import type { Asked } from './load';

export type Read = 'GET /livez' | 'GET /downloads/{id}' | 'GET /downloads?limit=20';

/** A request, and what it is compared with. */
export interface Pair<What extends string = string> {
  what: What;
  ours: Asked;
  bare: Asked;
}

/** Where both servers are, and of whom what is read. */
interface Servers {
  api: string;
  bare: string;
  token: string;
  id: string;
}

export function reads({ api, bare, token, id }: Servers, connections: number): Pair<Read>[] {
  const headers = { authorization: `Bearer ${token}` };
  const pair = (what: Read, ours: string, other: string) => ({
    what,
    ours: { url: `${api}/api/v1${ours}`, headers, connections },
    bare: { url: `${bare}${other}`, connections },
  });
  return [
    pair('GET /livez', '/livez', '/nothing'),
    pair('GET /downloads/{id}', `/downloads/${id}`, `/row/${id}`),
    pair('GET /downloads?limit=20', '/downloads?limit=20', '/rows'),
  ];
}

/** Of a download that everybody in the school may read. */
export async function completedId(database: DataSource): Promise<string> {
  const [one] = await database.query<{ id: string }[]>(
    `SELECT id FROM downloads WHERE tenant_id = 'school' AND status = 'completed' ORDER BY id DESC LIMIT 1`,
  );
  return one?.id ?? '';
}
