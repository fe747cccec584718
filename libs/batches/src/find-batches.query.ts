import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import type { Batch } from './batch';
import { BatchNotFound } from './batch.errors';
import { BatchesRepository } from './persistence/batches.repository';

@Injectable()
export class FindBatches {
  constructor(private readonly batches: BatchesRepository) {}

  /** @throws BatchNotFound also when it is somebody else's. */
  async findBatch(id: string, viewer: Viewer): Promise<Batch> {
    const batch = await this.batches.findBatch(id, viewer);
    if (!batch) throw new BatchNotFound(id);
    return batch;
  }

  listBatches(viewer: Viewer, limit: number, offset: number): Promise<{ batches: Batch[]; total: number }> {
    return this.batches.listBatches(viewer, limit, offset);
  }
}
