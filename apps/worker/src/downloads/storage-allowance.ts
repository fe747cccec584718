import type { DownloadRun, StorageQuotas } from '@app/downloads';
import { AppError } from '@app/kernel';
import { LeaseLost } from '@app/work';

/**
 * How many bytes the file of a run may come to. What is known of its size is reserved; a run that comes further than was
 * left when it asked last asks again, and stops when nothing is.
 */
export class StorageAllowance {
  private allowedBytes = Infinity;
  private asking = false;

  constructor(
    private readonly run: DownloadRun,
    private readonly quotas: StorageQuotas,
    private readonly stop: (error: Error) => void,
  ) {}

  /** @param bytes the size, or what came so far @throws FileTooLarge, StorageQuotaReached, LeaseLost */
  async reserve(bytes: number): Promise<void> {
    this.allowedBytes = await this.quotas.reserveQuota(this.run, bytes);
  }

  /** So many came. Called many times a second; asks only where it may have become too much. */
  came(bytes: number): void {
    if (bytes <= this.allowedBytes || this.asking) return;
    this.asking = true;
    this.reserve(bytes)
      // An outage of the database decides nothing: the next bytes ask again, and before it is stored it must answer.
      .catch((error: unknown) => {
        if (error instanceof AppError || error instanceof LeaseLost) this.stop(error);
      })
      .finally(() => {
        this.asking = false;
      });
  }
}
