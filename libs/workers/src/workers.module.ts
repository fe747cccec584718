import { DatabaseModule } from '@app/database';
import { Module } from '@nestjs/common';
import { WorkerEntity } from './persistence/worker.entity';
import { WorkersRepository } from './persistence/workers.repository';
import { WorkerRegistry } from './worker-registry.service';

@Module({
  imports: [DatabaseModule.forFeature([WorkerEntity])],
  providers: [WorkerRegistry, WorkersRepository],
  exports: [WorkerRegistry],
})
export class WorkersModule {}
