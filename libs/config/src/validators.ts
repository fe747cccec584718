import { isIP } from 'node:net';
import { TENANT_ID, trimEndOf } from '@app/kernel';
import { makeExactValidator } from 'envalid';
import { parseOutputTemplate } from './output-template';
import { parseRedisAddress } from './redis-address';

function nonEmptyItems(input: string): string[] {
  return input
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

export const csv = makeExactValidator<string[]>(nonEmptyItems);

/** Comma-separated, or a JSON list as other services of a school have it. */
export const list = makeExactValidator<string[]>((input: string) => {
  if (!input.trimStart().startsWith('[')) return nonEmptyItems(input);
  const items = itemsOf(input);
  if (!items) throw new TypeError('must be a comma-separated list, or a JSON list of texts');
  return items;
});

function itemsOf(json: string): string[] | undefined {
  try {
    const parsed = JSON.parse(json) as unknown[];
    return parsed.every((item) => typeof item === 'string') ? parsed : undefined;
  } catch {
    return undefined;
  }
}

export const text = makeExactValidator<string>((input: string) => input);

/** One of some words, in capitals or not. envalid's own `choices` would repeat the wrong value in its message. */
export function oneOf<T extends string>(...choices: T[]) {
  return makeExactValidator<T>((input: string) => {
    const found = choices.find((choice) => choice === input.toLowerCase());
    if (found === undefined) throw new TypeError(`must be one of ${choices.join(', ')}`);
    return found;
  });
}

export const yesOrNo = makeExactValidator<boolean>((input: string) => {
  const word = input.toLowerCase();
  if (word !== 'true' && word !== 'false') throw new TypeError('must be true or false');
  return word === 'true';
});

export const positive = makeExactValidator<number>((input: string) => {
  const value = Number(input);
  if (!Number.isInteger(value) || value < 1) throw new TypeError('must be a whole number above 0');
  return value;
});

const UNITS: Record<string, number> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** `1073741824`, `512M`, `2G`. */
export const byteCount = makeExactValidator<number>((input: string) => {
  const match = /^(\d+)\s*([kmgt]?)i?b?$/i.exec(input.trim());
  const unit = match ? UNITS[(match[2] ?? '').toLowerCase()] : undefined;
  if (!match || unit === undefined)
    throw new TypeError('must be a number of bytes, such as 1073741824, 512M or 2G');
  return Number(match[1]) * unit;
});

export const httpUrl = makeExactValidator<string>((input: string) => {
  const url = URL.canParse(input) ? new URL(input) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new TypeError('must be an http or https address');
  return trimEndOf(input, /\//);
});

/** Accepts the `postgresql+asyncpg://` spelling that other services of a school may share. */
export const databaseUrl = makeExactValidator<string>((input: string) => {
  const value = input.replace(/^postgres(ql)?(\+\w+)?:\/\//, 'postgresql://');
  if (!value.startsWith('postgresql://') || !URL.canParse(value)) {
    throw new TypeError('must look like postgresql://user:password@host:5432/database');
  }
  return value;
});

/** Kept as it is: `parseRedisAddress` takes it apart. */
export const redisUrl = makeExactValidator<string>((input: string) => {
  if (parseRedisAddress(input)) return input;
  throw new TypeError(
    'must look like redis://:password@host:6379, redis+sentinel://:password@host:26379,host:26379/name or redis+cluster://:password@host:6379,host:6379',
  );
});

export const secret = makeExactValidator<string>((input: string) => {
  if (input.length < 16) throw new TypeError('must have at least 16 characters');
  return input;
});

const MIN_TOKEN_LENGTH = 32;
const MIN_DISTINCT_CHARACTERS = 12;

/** A secret that a machine shows to us: nobody has to remember it, so there is no reason for a weak one. */
export const strongToken = makeExactValidator<string>((input: string) => {
  if (input.length < MIN_TOKEN_LENGTH || new Set(input).size < MIN_DISTINCT_CHARACTERS)
    throw new TypeError(
      `must be random and have at least ${String(MIN_TOKEN_LENGTH)} characters; make one with: openssl rand -base64 32`,
    );
  return input;
});

export interface TenantKey {
  tenant: string;
  key: string;
}

export const tenantId = makeExactValidator<string>((input: string) => {
  if (!TENANT_ID.test(input))
    throw new TypeError('must be letters, digits, dots, dashes and underscores, no two dots in a row');
  return input;
});

export const tenantKeys = makeExactValidator<TenantKey[]>((input: string) =>
  nonEmptyItems(input).map((item, index) => {
    const colon = item.indexOf(':');
    const tenant = item.slice(0, colon);
    const key = item.slice(colon + 1);
    if (colon < 1 || !TENANT_ID.test(tenant)) throw new TypeError('must be tenant:key, comma-separated');
    // Not even the tenant is repeated: who has them the wrong way round would find a key in the log.
    if (key.length < 16)
      throw new TypeError(`key number ${String(index + 1)} must have at least 16 characters`);
    return { tenant, key };
  }),
);

export interface EgressAllowance {
  /** A host name, an address or a CIDR block. */
  host: string;
  port: number;
}

const HOST_NAME = /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/i;

/** A host name, an address, or an address and the length of its network. */
function isHostOrBlock(host: string): boolean {
  const [address = '', bits, ...more] = host.split('/');
  const version = isIP(address);
  if (bits === undefined) return version > 0 || (HOST_NAME.test(host) && !/^[\d.]+$/.test(host));
  return (
    version > 0 && more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)
  );
}

export const addressBlocks = makeExactValidator<string[]>((input: string) =>
  nonEmptyItems(input).map((item) => {
    if (!isHostOrBlock(item) || isIP(item.split('/')[0] ?? '') === 0)
      throw new TypeError('must be addresses or CIDR blocks, comma-separated');
    return item;
  }),
);

export const allowance = makeExactValidator<EgressAllowance[]>((input: string) =>
  nonEmptyItems(input).map((item) => {
    const colon = item.lastIndexOf(':');
    const host = item.slice(0, colon).replace(/[[\]]/g, '').toLowerCase();
    const port = Number(item.slice(colon + 1));
    if (!isHostOrBlock(host) || !Number.isInteger(port) || port < 1 || port > 65535) {
      throw new TypeError('must be host-or-CIDR:port, comma-separated');
    }
    return { host, port };
  }),
);

/** Kept as it is: `parseOutputTemplate` takes it apart. */
export const outputTemplate = makeExactValidator<string>((input: string) => {
  parseOutputTemplate(input);
  return input;
});

const MAX_TITLE_LENGTH = 100;

/** Shown to people. */
export const title = makeExactValidator<string>((input: string) => {
  const words = input.trim();
  if (words === '' || words.length > MAX_TITLE_LENGTH || /[\p{Cc}\p{Cf}]/u.test(words))
    throw new TypeError(`must be one line of ${String(MAX_TITLE_LENGTH)} characters at most`);
  return words;
});

/** Yes in any of the usual words. DEBUG also means something to other programs, such as `http,*`: that is no yes. */
export const lenientYes = makeExactValidator<boolean>(isYes);

export function isYes(input: string): boolean {
  return /^(?:1|t|true|y|yes|on)$/i.test(input.trim());
}

/** 0 asks the system for any free port. */
export const portNumber = makeExactValidator<number>((input: string) => {
  const value = Number(input);
  if (!Number.isInteger(value) || value < 0 || value > 65535)
    throw new TypeError('must be a port from 0 to 65535');
  return value;
});

export const seconds = makeExactValidator<number>((input: string) => {
  const value = Number(input);
  if (!Number.isFinite(value) || value < 0) throw new TypeError('must be a number of seconds, 0 or more');
  return value;
});

/** Timers of Node hold 24 days; one of more fires at once. */
const MAX_TIMEOUT_SECONDS = 1_000_000;

export const timeoutSeconds = makeExactValidator<number>((input: string) => {
  const value = Number(input);
  if (!Number.isInteger(value) || value < 1 || value > MAX_TIMEOUT_SECONDS)
    throw new TypeError(`must be a whole number of seconds from 1 to ${String(MAX_TIMEOUT_SECONDS)}`);
  return value;
});

export const days = makeExactValidator<number>((input: string) => {
  const value = Number(input);
  if (!Number.isInteger(value) || value < 0) throw new TypeError('must be a whole number of days, 0 or more');
  return value;
});

/** A number for every host, and other numbers for some. */
export interface HostValues {
  any: number;
  hosts: Record<string, number>;
}

/** `64,youtube.com=2` */
export const hostValues = makeExactValidator<HostValues>((input: string) => {
  const values: HostValues = { any: 0, hosts: {} };
  for (const item of nonEmptyItems(input)) {
    const [host, text] = item.includes('=') ? item.split('=') : [undefined, item];
    const value = Number(text);
    const isRight =
      Number.isFinite(value) && value >= 0 && (host === undefined || HOST_NAME.test(host.trim()));
    if (!isRight) throw new TypeError('must look like 64,youtube.com=2');
    if (host === undefined) values.any = value;
    else values.hosts[host.trim().toLowerCase()] = value;
  }
  return values;
});

/** As it is written in the environment. */
export function writeHostValues({ any, hosts }: HostValues): string {
  return [String(any), ...Object.entries(hosts).map(([host, value]) => `${host}=${String(value)}`)].join(',');
}
