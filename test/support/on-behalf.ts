import { createHash, createHmac, randomBytes } from 'node:crypto';

interface SignedParts {
  secret: string | null;
  method?: string;
  /** With the query, as it is sent. */
  path: string;
  /** As it is sent. */
  body?: string;
  /** Id or e-mail address of the person. */
  user: string;
  /** Unix seconds. */
  at?: number;
  nonce?: string;
}

/** The two headers with which a gateway acts for a person. */
export function onBehalf(parts: SignedParts): Record<string, string> {
  const { secret, method = 'GET', path, user } = parts;
  const at = parts.at ?? Math.floor(Date.now() / 1000);
  const nonce = parts.nonce ?? randomBytes(16).toString('hex');
  const digest = createHash('sha256')
    .update(parts.body ?? '')
    .digest('hex');
  const [route = '', query = ''] = path.split('?');
  const lines = ['v2', String(at), nonce, method, route, query, digest, user];
  const mac = createHmac('sha256', secret ?? '')
    .update(lines.join('\n'))
    .digest('hex');
  return {
    'x-on-behalf-of': user,
    'x-on-behalf-of-signature': `t=${String(at)},n=${nonce},v2=${mac}`,
  };
}
