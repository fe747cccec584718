import ipaddr from 'ipaddr.js';

/** Where a provider gives a household or a school one network, addresses within it cost nothing. */
const NETWORK_BITS = 64;

/**
 * An address in its usual spelling: IPv4 written as IPv6 is IPv4, and of one that is good on one wire alone the name of the
 * wire goes, which means something to this host only. Anything else stays as it is.
 */
export function plainAddress(text: string): string {
  const [bare = ''] = text.split('%');
  return ipaddr.isValid(bare) ? ipaddr.process(bare).toString() : text;
}

/** What is counted as one client: an IPv4 address, or the network of an IPv6 one, such as `2001:db8:1:2::/64`. */
export function addressKey(text: string): string {
  const [bare = ''] = text.split(/[/%]/);
  if (!ipaddr.isValid(bare)) return 'unknown';
  const address = ipaddr.process(bare);
  if (address instanceof ipaddr.IPv4) return address.toString();
  const bytes = address.toByteArray();
  const network = new ipaddr.IPv6([
    ...bytes.slice(0, NETWORK_BITS / 8),
    ...bytes.slice(NETWORK_BITS / 8).fill(0),
  ]);
  return `${network.toString()}/${String(NETWORK_BITS)}`;
}
