export interface RedisNode {
  host: string;
  port: number;
}

interface Access {
  username?: string;
  password?: string;
  tls: boolean;
}

/** Where Redis is: one server, a master that sentinels know, or a cluster. */
export type RedisAddress =
  | { kind: 'server'; url: string }
  | ({ kind: 'sentinel'; nodes: RedisNode[]; name: string; db: number; sentinelPassword?: string } & Access)
  | ({ kind: 'cluster'; nodes: RedisNode[] } & Access);

/** `redis+sentinel://[user][:password]@host[:port],…/name[/db][?sentinel_password=…]`, `redis+cluster://…@host[:port],…` */
const SEVERAL =
  /^redis(?<tls>s?)\+(?<kind>sentinel|cluster):\/\/(?:(?<access>[^@/]*)@)?(?<nodes>[^/?]+)(?:\/(?<path>[^?]*))?(?:\?(?<query>.*))?$/;
const NODE = /^(?:\[(?<v6>[^\]]+)\]|(?<host>[^:]+))(?::(?<port>\d+))?$/;
const DEFAULT_PORTS = { sentinel: 26_379, cluster: 6_379 };

/** Undefined when it is none of the forms. */
export function parseRedisAddress(text: string): RedisAddress | undefined {
  const several = SEVERAL.exec(text)?.groups;
  if (several) return severalOf(several);
  if (!/^rediss?:$/.test(URL.parse(text)?.protocol ?? '')) return undefined;
  return { kind: 'server', url: text };
}

function severalOf(parts: Record<string, string | undefined>): RedisAddress | undefined {
  const kind = parts.kind === 'sentinel' ? 'sentinel' : 'cluster';
  const nodes = (parts.nodes ?? '').split(',').map((node) => nodeOf(node, DEFAULT_PORTS[kind]));
  if (!nodes.every((node) => node !== undefined)) return undefined;
  const [username, password] = (parts.access ?? '').split(':').map(decodeURIComponent);
  const access = {
    ...(username ? { username } : {}),
    ...(password ? { password } : {}),
    tls: parts.tls === 's',
  };
  const [name = '', db = '0'] = (parts.path ?? '').split('/');
  if (kind === 'cluster') return name === '' ? { kind, nodes, ...access } : undefined;
  if (name === '' || !/^\d+$/.test(db)) return undefined;
  const sentinelPassword = new URLSearchParams(parts.query).get('sentinel_password');
  return { kind, nodes, name, db: Number(db), ...(sentinelPassword ? { sentinelPassword } : {}), ...access };
}

function nodeOf(text: string, defaultPort: number): RedisNode | undefined {
  const { v6, host, port } = NODE.exec(text)?.groups ?? {};
  const name = v6 ?? host;
  return name === undefined
    ? undefined
    : { host: name, port: port === undefined ? defaultPort : Number(port) };
}
