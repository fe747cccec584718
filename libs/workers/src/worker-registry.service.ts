import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { AppConfig } from '@app/config';
import { Injectable } from '@nestjs/common';
import { type LiveWorker, WorkersRepository } from './persistence/workers.repository';

/** Who works at present. A worker signs on by being heard of, and off when it ends in good order. */
@Injectable()
export class WorkerRegistry {
  readonly workerId = randomUUID();

  constructor(
    private readonly workers: WorkersRepository,
    private readonly config: AppConfig,
  ) {}

  /** @param slots what this worker takes at once just now: none while its disk is full. */
  async recordHeartbeat(running: number, slots: number, tools: object): Promise<void> {
    await this.workers.recordHeartbeat({ id: this.workerId, hostname: hostname(), slots, running, tools });
  }

  async deregister(): Promise<void> {
    await this.workers.deleteWorker(this.workerId);
  }

  /** Workers seen in the last 30 seconds. */
  listLive(): Promise<LiveWorker[]> {
    return this.workers.listLive();
  }

  /** Of all live workers together. */
  totalSlots(): Promise<number> {
    return this.workers.totalSlots();
  }

  async pruneDead(): Promise<void> {
    await this.workers.pruneDead();
  }

  get slots(): number {
    return this.config.downloads.slots;
  }
}
