import { AppConfig } from '@app/config';
import { Injectable } from '@nestjs/common';
import { makeGaugeProvider } from '@willsoto/nestjs-prometheus';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import type { Gauge } from 'prom-client';
import { Dispatcher } from '../dispatcher';
import { LiveRuns } from '../downloads/live-runs';

const SLOTS = 'cdl_worker_slots';
const RUNNING = 'cdl_worker_running';
const LEADER = 'cdl_dispatcher_leader';

export const WORKER_METRICS = [
  makeGaugeProvider({ name: SLOTS, help: 'Downloads this worker runs at once at most' }),
  makeGaugeProvider({ name: RUNNING, help: 'Downloads this worker runs now' }),
  makeGaugeProvider({ name: LEADER, help: '1 on the worker that dispatches' }),
];

/** What this process alone knows. What concerns the whole installation is told by the api. */
@Injectable()
export class WorkerMetrics {
  constructor(
    @InjectMetric(SLOTS) private readonly slots: Gauge,
    @InjectMetric(RUNNING) private readonly running: Gauge,
    @InjectMetric(LEADER) private readonly leader: Gauge,
    private readonly config: AppConfig,
    private readonly live: LiveRuns,
    private readonly dispatcher: Dispatcher,
  ) {}

  /** Brings the gauges up to date. */
  refreshMetrics(): void {
    this.slots.set(this.config.downloads.slots);
    this.running.set(this.live.count);
    this.leader.set(this.dispatcher.isLeader ? 1 : 0);
  }
}
