import { ownAddress } from './own-address';
import { BASE, goTo } from './router.svelte';

/** Where to go on after the sign-in: an address of this very service, such as `/app/downloads` or `/queues`. */
export function returnTo(query: URLSearchParams): string {
  return ownAddress(query.get('return_to') ?? `${BASE}/`, location.origin, BASE);
}

/** Pages of the dashboard are changed to, everything else is loaded. */
export function goBackTo(address: string): void {
  if (`${address}/`.startsWith(`${BASE}/`)) goTo(address.slice(BASE.length) || '/', { replace: true });
  else location.replace(address);
}
