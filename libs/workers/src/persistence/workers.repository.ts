import { Database, isOlderThan, isYoungerThan } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { LEASE_MS } from '../lease';
import { WorkerEntity } from './worker.entity';

/** As SQL: the worker has sent a heartbeat lately. Its slots count, and its runs are its own, only while it is. */
export const isSeen = (alias: string) =>
  `${alias}.seen_at > now() - ${String(LEASE_MS)} * interval '1 millisecond'`;

export interface WorkerHeartbeat {
  id: string;
  hostname: string;
  slots: number;
  running: number;
  tools: object;
}

export interface LiveWorker extends WorkerHeartbeat {
  startedAt: Date;
  seenAt: Date;
}

/** SQL where it goes over the vital connection. */
@Injectable()
export class WorkersRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(WorkerEntity) private readonly workers: Repository<WorkerEntity>,
  ) {}

  async recordHeartbeat({ id, hostname, slots, running, tools }: WorkerHeartbeat): Promise<void> {
    const sql = `INSERT INTO workers (id, hostname, slots, running, tools) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE SET slots = EXCLUDED.slots, running = EXCLUDED.running, tools = EXCLUDED.tools,
         seen_at = now()`;
    const values = [id, hostname, slots, running, JSON.stringify(tools)];
    await this.database.vital(() => this.database.rows(sql, values));
  }

  async deleteWorker(id: string): Promise<void> {
    await this.database.vital(() => this.database.affected(`DELETE FROM workers WHERE id = $1`, [id]));
  }

  /** Seen in the last 30 seconds. */
  listLive(): Promise<LiveWorker[]> {
    return this.workers.find({
      where: { seenAt: isYoungerThan({ secs: 30 }) },
      order: { startedAt: 'ASC' },
    });
  }

  async totalSlots(): Promise<number> {
    return (await this.workers.sum('slots', { seenAt: isYoungerThan({ secs: LEASE_MS / 1_000 }) })) ?? 0;
  }

  async pruneDead(): Promise<void> {
    await this.workers.delete({ seenAt: isOlderThan({ days: 1 }) });
  }
}
