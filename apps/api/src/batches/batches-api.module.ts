import { BatchesModule } from '@app/batches';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { BatchesController } from './batches.controller';
import { CoverageController } from './coverage.controller';

/** Downloads of whole courses. */
@Module({
  imports: [BatchesModule, HttpModule],
  controllers: [BatchesController, CoverageController],
})
export class BatchesApiModule {}
