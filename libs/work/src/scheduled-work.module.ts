import { DatabaseModule } from '@app/database';
import { Module } from '@nestjs/common';
import { ScheduledWorkEntity } from './persistence/scheduled-work.entity';
import { ScheduledWorkRepository } from './persistence/scheduled-work.repository';

@Module({
  imports: [DatabaseModule.forFeature([ScheduledWorkEntity])],
  providers: [ScheduledWorkRepository],
  exports: [ScheduledWorkRepository],
})
export class ScheduledWorkModule {}
