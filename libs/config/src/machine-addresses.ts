import { trimEndOf } from '@app/kernel';
import ipaddr from 'ipaddr.js';

type Block = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** This machine itself, and where clouds tell a machine its own secrets. */
const IPV4 = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '168.63.129.16/32',
  '100.100.100.200/32',
  '192.0.0.192/32',
];
const IPV6 = ['::/128', '::1/128', 'fe80::/10', 'fd00:ec2::254/128', 'fd20:ce::254/128'];
/** Where IPv6 carries an IPv4 address, and at which bit: mapped, compatible, NAT64 (RFC 6052), 6to4. */
const CARRIERS: readonly (readonly [prefix: string, at: number])[] = [
  ['::ffff:0:0', 96],
  ['::', 96],
  ['64:ff9b::', 96],
  ['2002::', 16],
];
const NAME =
  /^(localhost|localhost\.localdomain|.*\.localhost|ip6-(localhost|loopback)|metadata|instance-data|metadata\.[a-z.-]+)$/;

const FORBIDDEN: readonly Block[] = [
  ...[...IPV4, ...IPV6].map((text) => ipaddr.parseCIDR(text)),
  ...IPV4.flatMap((text) => CARRIERS.map((carrier) => carried(ipaddr.IPv4.parseCIDR(text), carrier))),
];

/** The block of IPv6 addresses that lead to a block of IPv4 addresses. */
function carried([address, bits]: [ipaddr.IPv4, number], [prefix, at]: readonly [string, number]): Block {
  const bytes = ipaddr.IPv6.parse(prefix).toByteArray();
  bytes.splice(at / 8, 4, ...address.toByteArray());
  return [new ipaddr.IPv6(bytes), at + bits];
}

function overlap([left, leftBits]: Block, [right, rightBits]: Block): boolean {
  return left.kind() === right.kind() && left.match(right, Math.min(leftBits, rightBits));
}

/**
 * True when a name, an address or a CIDR block is, or contains, this machine or a cloud's metadata service, however it
 * is written: also IPv4 in IPv6 and numbers such as `0x7f000001`. Names are not resolved.
 */
export function concernsThisMachine(host: string): boolean {
  const block = blockOf(host);
  if (block) return FORBIDDEN.some((forbidden) => overlap(forbidden, block));
  return NAME.test(trimEndOf(host.toLowerCase(), /\./));
}

function blockOf(host: string): Block | undefined {
  if (ipaddr.isValidCIDR(host)) return ipaddr.parseCIDR(host);
  const text = ipaddr.isValid(host) ? host : hostnameOf(host);
  if (!ipaddr.isValid(text)) return undefined;
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** As URLs are read: numbers in any notation become an address. */
function hostnameOf(host: string): string {
  const text = `http://${host}/`;
  return URL.canParse(text) ? new URL(text).hostname : host;
}
