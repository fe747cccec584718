import { BatchesModule } from '@app/batches';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { BatchesController } from './batches.controller';

/** Downloads of whole courses. */
@Module({
  imports: [BatchesModule, HttpModule],
  controllers: [BatchesController],
})
export class BatchesApiModule {}
