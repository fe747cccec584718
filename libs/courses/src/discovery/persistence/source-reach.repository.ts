import { Database, isYoungerThan, now } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, type Repository } from 'typeorm';
import type { FoundVideo } from '../../found-video';
import type { VerdictState } from '../../verdict';
import { SourceReachEntity } from '../../persistence/video.entity';

/** What one account may do with sources that are not public. */
@Injectable()
export class SourceReachRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(SourceReachEntity) private readonly reaches: Repository<SourceReachEntity>,
  ) {}

  async saveReach(
    credentialId: number,
    sourceKey: string,
    verdict: VerdictState,
    verdictCode: string | null,
  ): Promise<void> {
    await this.reaches.upsert({ credentialId, sourceKey, verdict, verdictCode, checkedAt: now }, [
      'credentialId',
      'sourceKey',
    ]);
  }

  /** Of these accounts, the ones that were let at the source within the last day. */
  async listCredentials(credentialIds: number[], sourceKey: string): Promise<number[]> {
    const reaches = await this.reaches.findBy({
      credentialId: Any(credentialIds),
      sourceKey,
      verdict: 'available',
      checkedAt: isYoungerThan({ days: 1 }),
    });
    return reaches.map(({ credentialId }) => credentialId);
  }

  async listVerdicts(credentialIds: number[], sourceKey: string): Promise<Map<number, VerdictState>> {
    const reaches = await this.reaches.findBy({ credentialId: Any(credentialIds), sourceKey });
    return new Map(reaches.map(({ credentialId, verdict }) => [credentialId, verdict]));
  }

  /** What discovery found out about files that several items may link to. SQL: thousands of rows in one parameter. */
  async saveFound(credentialId: number, videos: readonly FoundVideo[]): Promise<void> {
    const bySource = new Map(
      videos.map(({ sourceKey, state, code }) => [sourceKey, [sourceKey, state, code]]),
    );
    if (bySource.size === 0) return;
    await this.database.rows(
      `INSERT INTO source_reach (credential_id, source_key, verdict, verdict_code)
       SELECT $1, n->>0, n->>1, n->>2 FROM jsonb_array_elements($2::jsonb) AS n
       ON CONFLICT (credential_id, source_key) DO UPDATE SET verdict = EXCLUDED.verdict,
         verdict_code = EXCLUDED.verdict_code, checked_at = now()`,
      [credentialId, JSON.stringify([...bySource.values()])],
    );
  }
}
