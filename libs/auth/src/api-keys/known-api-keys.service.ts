import { Signals } from '@app/queue';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type ApiKey, ApiKeysRepository } from './persistence/api-keys.repository';
import { Turns } from './turns';

/** Where no signal comes through, a revoked key ends so much later at other replicas. */
const KEPT_MS = 2_000;
const MAX_KEPT = 1_000;

/** API keys that can be used, each read every two seconds at most and forgotten at once where one is revoked. */
@Injectable()
export class KnownApiKeys implements OnApplicationBootstrap {
  private readonly known = new LRUCache<string, ApiKey>({ max: MAX_KEPT, ttl: KEPT_MS });
  private readonly turns = new Turns();
  /** Tells a reading that began before something was revoked. */
  private revocations = 0;

  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly signals: Signals,
  ) {}

  onApplicationBootstrap(): void {
    this.signals.on('api-key.revoked', () => this.forgetAll());
  }

  /** Also one that has ended: its holder is told so. */
  async find(keyHash: string): Promise<ApiKey | undefined> {
    const known = this.known.get(keyHash);
    if (known) {
      await this.turns.wait();
      return known;
    }
    const { revocations } = this;
    const key = await this.keys.findByHash(keyHash);
    if (key?.revokedAt === null && revocations === this.revocations) this.known.set(keyHash, key);
    return key;
  }

  /** At most once a minute is enough: it tells whether a key is still in use, not when exactly. */
  async markUsed(key: ApiKey, now: Date): Promise<void> {
    key.lastUsedAt = now;
    await this.keys.markUsed(key.id);
  }

  /** After a key was revoked: here at once, and at every other replica. */
  async announceRevocation(): Promise<void> {
    this.forgetAll();
    await this.signals.send('api-key.revoked', {});
  }

  private forgetAll(): void {
    this.revocations += 1;
    this.known.clear();
  }
}
