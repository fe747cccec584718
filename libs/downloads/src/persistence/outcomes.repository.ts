import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';

/** Ended downloads of one kind that took about as long. */
export interface OutcomeTotals {
  status: string;
  source: string;
  /** 0: below the first bound; n: from the n-th bound on. */
  bucket: number;
  downloads: number;
  bytes: number;
  seconds: number;
}

/** The ledger of ended downloads, and what is counted from it and from the present rows. */
@Injectable()
export class OutcomesRepository {
  constructor(private readonly database: Database) {}

  /** One line for each; belongs into the transaction that ended them. `bytes`: what was fetched for them. */
  async record(downloadIds: readonly string[], bytes: 'fetched' | 'shared'): Promise<void> {
    if (downloadIds.length === 0) return;
    await this.database.rows(
      `INSERT INTO download_outcomes (tenant_id, download_id, source, status, error_code, bytes, seconds)
       SELECT tenant_id, id, source, status, error_code, CASE WHEN $2 THEN downloaded_bytes ELSE 0 END,
         COALESCE(extract(epoch FROM completed_at - started_at), 0)
       FROM downloads WHERE id = ANY ($1::uuid[])`,
      [downloadIds, bytes === 'fetched'],
    );
  }

  /** @param bounds ascending durations in seconds */
  async totals(bounds: readonly number[]): Promise<OutcomeTotals[]> {
    return this.database.rows<OutcomeTotals>(
      `SELECT status, source, width_bucket(seconds, $1::float8[]) AS bucket, count(*) AS downloads,
         sum(bytes)::bigint AS bytes, sum(seconds) AS seconds
       FROM download_outcomes GROUP BY status, source, bucket`,
      [bounds],
    );
  }

  async currentByStatus(): Promise<{ status: string; downloads: number }[]> {
    return this.database.rows(
      `SELECT s.status, count(d.id) AS downloads
       FROM unnest(ARRAY['queued', 'running', 'completed', 'failed', 'cancelled']) s(status)
       LEFT JOIN downloads d ON d.status = s.status GROUP BY s.status`,
    );
  }
}
