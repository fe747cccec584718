import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { AppConfig, concernsThisMachine } from '@app/config';
import { within } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { inBlock, isPublicAddress, literalAddress } from './address-rules';
import { EgressForbidden, UrlNotUsable } from './egress.errors';

const MAX_URL_LENGTH = 4096;
/** Somebody waits for the answer, and a server of names that says nothing is asked for up to half a minute. */
const LOOKUP_MS = 2_000;

/** Decides which destinations may be reached. Asked when a URL arrives and again at every connection. */
@Injectable()
export class EgressPolicy {
  constructor(private readonly config: AppConfig) {}

  /** True when a connection to this resolved address may be made. */
  permits(address: string, port: number, hostname = address): boolean {
    const { allow, spareMachine } = this.config.egress;
    // A name that may be reached could lead here, too.
    if (spareMachine && concernsThisMachine(address)) return false;
    if (isPublicAddress(address)) return true;
    return allow.some(
      (allowed) => allowed.port === port && (allowed.host === hostname || inBlock(address, allowed.host)),
    );
  }

  /**
   * The URL, when it is http(s) and does not spell an inward address. Names are checked when they are resolved.
   * @throws UrlNotUsable, EgressForbidden
   */
  checkUrl(text: string): URL {
    if (text.length > MAX_URL_LENGTH)
      throw new UrlNotUsable(`it is longer than ${String(MAX_URL_LENGTH)} characters`);
    if (!URL.canParse(text)) throw new UrlNotUsable('it cannot be read');
    const url = new URL(text);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw new UrlNotUsable('it is not http or https');
    if (url.username !== '' || url.password !== '')
      throw new UrlNotUsable('it carries a user name or a password');
    const address = literalAddress(url.hostname);
    if (address !== undefined && !this.permits(address, portOf(url))) throw new EgressForbidden(url.host);
    if (isLocalName(url.hostname) && !this.allowsName(url.hostname, portOf(url)))
      throw new EgressForbidden(url.host);
    return url;
  }

  /** `checkUrl`, and the name's addresses too. A name that does not resolve, or not soon, passes: the fetch will tell. */
  async checkDestination(text: string): Promise<URL> {
    const url = this.checkUrl(text);
    if (literalAddress(url.hostname) !== undefined) return url;
    const addresses =
      (await within(
        LOOKUP_MS,
        resolveAll(url.hostname).catch(() => []),
      )) ?? [];
    if (!addresses.every(({ address }) => this.permits(address, portOf(url), url.hostname))) {
      throw new EgressForbidden(url.host);
    }
    return url;
  }

  /** A `dns.lookup` for connections to `port` that refuses a name when any of its addresses is inward. */
  lookupFor(port: number): LookupFunction {
    return (hostname, options, callback) => {
      dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
        const first = error ? undefined : addresses[0];
        if (error || !first) callback(error ?? new EgressForbidden(hostname), '', 0);
        else if (!addresses.every(({ address }) => this.permits(address, port, hostname))) {
          callback(new EgressForbidden(hostname), '', 0);
        } else if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      });
    };
  }

  private allowsName(hostname: string, port: number): boolean {
    return this.config.egress.allow.some((allowed) => allowed.port === port && allowed.host === hostname);
  }
}

/** The port a URL leads to. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** Names that never leave this machine or its network (RFC 6761, RFC 6762). */
function isLocalName(hostname: string): boolean {
  return /^(localhost|.*\.(localhost|local|internal|home\.arpa))\.?$/i.test(hostname);
}

function resolveAll(hostname: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    dnsLookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}
