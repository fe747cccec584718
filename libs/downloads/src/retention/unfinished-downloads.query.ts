import { Injectable } from '@nestjs/common';
import { RetentionRepository } from './persistence/retention.repository';

/** Which downloads still need their unfinished files. */
@Injectable()
export class UnfinishedDownloads {
  constructor(private readonly retention: RetentionRepository) {}

  findAmong(downloadIds: readonly string[]): Promise<Set<string>> {
    return downloadIds.length === 0 ? Promise.resolve(new Set()) : this.retention.unfinished(downloadIds);
  }
}
