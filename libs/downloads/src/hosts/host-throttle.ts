import type { HostValues } from '@app/config';

export interface ThrottleRules {
  concurrency: HostValues;
  spacingSeconds: HostValues;
}

/**
 * How many downloads of a host may begin now: so many at once over all workers, and for hosts that mind it one at a
 * time with a pause between, never quite the same. Kept by the one dispatcher there is.
 */
export class HostThrottle {
  private readonly notBefore = new Map<string, number>();

  constructor(
    private readonly rules: ThrottleRules,
    private readonly random = Math.random,
  ) {}

  /** Room of a host that has `inFlight` downloads running or handed over. @param now milliseconds */
  freeSlots(host: string, inFlight: number, now: number): number {
    const free = Math.max(0, valueFor(this.rules.concurrency, host) - inFlight);
    if (valueFor(this.rules.spacingSeconds, host) === 0) return free;
    return now < (this.notBefore.get(host) ?? 0) ? 0 : Math.min(1, free);
  }

  /** Hosts that take none now, of those that have some under way, had one lately or have a rule of their own. */
  saturatedHosts(inFlight: ReadonlyMap<string, number>, now: number): string[] {
    const ruled = Object.keys(this.rules.concurrency.hosts);
    const hosts = new Set([...inFlight.keys(), ...this.notBefore.keys(), ...ruled]);
    return [...hosts].filter((host) => this.freeSlots(host, inFlight.get(host) ?? 0, now) === 0);
  }

  /** A download of this host begins. */
  recordStart(host: string, now: number): void {
    const spacing = valueFor(this.rules.spacingSeconds, host) * 1_000;
    if (spacing > 0) this.notBefore.set(host, now + spacing * (0.5 + this.random()));
  }
}

/** What holds for a host: its own value, whatever its port, or the one for all. */
export function valueFor(values: HostValues, host: string): number {
  const name = host.replace(/:\d+$/, '');
  return Object.hasOwn(values.hosts, name) ? (values.hosts[name] ?? values.any) : values.any;
}
