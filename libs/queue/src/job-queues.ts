import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { JobQueue } from './job-queue';

/** All jobs that the modules of this process named in `QueueModule.forJobs`. */
@Injectable()
export class JobQueues {
  constructor(private readonly discovery: DiscoveryService) {}

  listQueues(): JobQueue[] {
    return this.discovery
      .getProviders()
      .flatMap(({ instance }) => (instance instanceof JobQueue ? (instance as JobQueue) : []));
  }
}
