import { JobWorkers } from '@app/queue';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';

/** Begins to take jobs when the app stands, and tells those that run to stop when it ends. */
@Injectable()
export class TakeJobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(private readonly workers: JobWorkers) {}

  onApplicationBootstrap(): void {
    this.workers.start();
  }

  beforeApplicationShutdown(): void {
    this.workers.shutDown();
  }
}
