export { HEARTBEAT_MS, LEASE_MS, STOP_MS } from './lease';
export { isSeen, type LiveWorker } from './persistence/workers.repository';
export { WorkerRegistry } from './worker-registry.service';
export { WorkersModule } from './workers.module';
