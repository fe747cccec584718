import ipaddr from 'ipaddr.js';

/** NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is really reached. */
function embeddedIpv4(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (address.range() === 'rfc6052') return new ipaddr.IPv4(address.toByteArray().slice(12));
  return undefined;
}

/**
 * True for an address of the public internet. Private, loopback, link-local, carrier-grade NAT, multicast,
 * documentation and cloud metadata addresses are not, in IPv4, in IPv6 and as IPv4 inside IPv6.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast';
  const inner = embeddedIpv4(address);
  return inner ? inner.range() === 'unicast' : address.range() === 'unicast';
}

/** The address that a URL's host name spells literally, or undefined for a name that must be resolved. */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  return ipaddr.isValid(bare) ? ipaddr.parse(bare).toString() : undefined;
}

/** True when `address` is `block` or lies in it; `block` is an address or a CIDR. */
export function inBlock(address: string, block: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  const plain = parsed instanceof ipaddr.IPv6 ? (embeddedIpv4(parsed) ?? parsed) : parsed;
  if (ipaddr.isValidCIDR(block)) {
    const [network, bits] = ipaddr.parseCIDR(block);
    return network.kind() === plain.kind() && plain.match(network, bits);
  }
  return ipaddr.isValid(block) && ipaddr.parse(block).toString() === plain.toString();
}
