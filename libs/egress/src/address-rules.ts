import ipaddr from 'ipaddr.js';

/** What IPv6 has given out for the internet (RFC 4291 §2.4). The rest, such as `::127.0.0.1`, leads nowhere good. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');
/** The well-known prefix of NAT64 (RFC 6052). Other prefixes carry the IPv4 address elsewhere, and are local. */
const NAT64 = ipaddr.parseCIDR('64:ff9b::/96');
/** Azure answers a machine's questions about itself at an address that looks public. */
const AZURE_METADATA = '168.63.129.16';

/** The IPv4 address that is really reached through an IPv6 one. */
function embeddedIpv4(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (address.match(NAT64)) return new ipaddr.IPv4(address.toByteArray().slice(12));
  return undefined;
}

/**
 * True for an address of the public internet. Private, loopback, link-local, carrier-grade NAT, multicast,
 * documentation and cloud metadata addresses are not, in IPv4, in IPv6 and as IPv4 inside IPv6.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  const plain = address instanceof ipaddr.IPv6 ? (embeddedIpv4(address) ?? address) : address;
  if (plain.range() !== 'unicast') return false;
  return plain instanceof ipaddr.IPv4 ? plain.toString() !== AZURE_METADATA : plain.match(GLOBAL_UNICAST);
}

/** The address that a URL's host name spells literally, or undefined for a name that must be resolved. */
export function literalAddress(hostname: string): string | undefined {
  const [bare = ''] = hostname.replace(/^\[|\]$/g, '').split('%');
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
