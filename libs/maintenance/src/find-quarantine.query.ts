import { AppConfig } from '@app/config';
import { Quarantine, type QuarantinedFile } from '@app/storage';
import { Injectable } from '@nestjs/common';

export interface ListedFile extends QuarantinedFile {
  tenantId: string;
  /** When it is deleted for good; null: never. */
  deletedAt: Date | null;
}

const DAY_MS = 24 * 3_600_000;

/** What lies in the quarantine, oldest first. */
@Injectable()
export class FindQuarantine {
  constructor(
    private readonly quarantine: Quarantine,
    private readonly config: AppConfig,
  ) {}

  async listQuarantined({ limit, offset }: { limit: number; offset: number }): Promise<{
    files: ListedFile[];
    total: number;
  }> {
    const files: ListedFile[] = [];
    let total = 0;
    for await (const file of this.quarantine.listFiles()) {
      if (total >= offset && files.length < limit) files.push(this.listed(file));
      total += 1;
    }
    return { files, total };
  }

  private listed(file: QuarantinedFile): ListedFile {
    const { quarantineDays } = this.config.retention;
    // The day after the last of them.
    const end = new Date(file.since.getTime() + (quarantineDays + 1) * DAY_MS);
    return { ...file, tenantId: file.key.split('/')[0] ?? '', deletedAt: quarantineDays > 0 ? end : null };
  }
}
