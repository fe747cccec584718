import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { SecondFactorEntity } from './second-factor.entity';

export type StoredSecondFactor = Pick<SecondFactorEntity, 'userId' | 'secret' | 'confirmedAt'> & {
  recoveryCodesLeft: number;
};

@Injectable()
export class SecondFactorsRepository {
  constructor(private readonly database: Database) {}

  /** Also one that is not confirmed yet. */
  find(userId: string): Promise<StoredSecondFactor | undefined> {
    return this.database.row<StoredSecondFactor>(
      `SELECT f.user_id AS "userId", f.secret, f.confirmed_at AS "confirmedAt",
         (SELECT count(*)::int FROM recovery_codes r WHERE r.user_id = f.user_id AND r.used_at IS NULL) AS "recoveryCodesLeft"
       FROM second_factors f WHERE f.user_id = $1`,
      [userId],
    );
  }

  /** Takes the place of one that is not confirmed. False: there is one that is. */
  async begin(userId: string, secret: string): Promise<boolean> {
    const begun = await this.database.rows(
      `INSERT INTO second_factors AS f (user_id, secret) VALUES ($1, $2)
       ON CONFLICT (user_id) DO UPDATE SET secret = EXCLUDED.secret, last_step = 0, created_at = now()
       WHERE f.confirmed_at IS NULL RETURNING 1`,
      [userId, secret],
    );
    return begun.length > 0;
  }

  /** False: it is confirmed already, or another secret came meanwhile. For a transaction. */
  async confirm(
    userId: string,
    { secret, step }: { secret: string; step: number },
    codeHashes: string[],
  ): Promise<boolean> {
    const confirmed = await this.database.affected(
      `UPDATE second_factors SET confirmed_at = now(), last_step = $3
       WHERE user_id = $1 AND secret = $2 AND confirmed_at IS NULL`,
      [userId, secret, step],
    );
    if (confirmed === 0) return false;
    await this.database.rows(
      'INSERT INTO recovery_codes (user_id, code_hash) SELECT $1, unnest($2::text[])',
      [userId, codeHashes],
    );
    return true;
  }

  /** Uses up the code of a step and all before it. False: one as new was used before. */
  async useStep(userId: string, step: number): Promise<boolean> {
    const used = await this.database.affected(
      'UPDATE second_factors SET last_step = $2 WHERE user_id = $1 AND last_step < $2 AND confirmed_at IS NOT NULL',
      [userId, step],
    );
    return used > 0;
  }

  /** False: no such code, or it was used. */
  async useRecoveryCode(userId: string, codeHash: string): Promise<boolean> {
    const used = await this.database.affected(
      'UPDATE recovery_codes SET used_at = now() WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL',
      [userId, codeHash],
    );
    return used > 0;
  }

  /** False: there was none. */
  async remove(userId: string): Promise<boolean> {
    return (await this.database.affected('DELETE FROM second_factors WHERE user_id = $1', [userId])) > 0;
  }

  listSecrets(): Promise<{ userId: string; secret: string }[]> {
    return this.database.rows('SELECT user_id AS "userId", secret FROM second_factors');
  }

  /** Nothing happens when the secret is not any more what it was encrypted as. */
  async reencrypt(userId: string, encrypted: string, renewed: string): Promise<boolean> {
    const changed = await this.database.affected(
      'UPDATE second_factors SET secret = $3 WHERE user_id = $1 AND secret = $2',
      [userId, encrypted, renewed],
    );
    return changed > 0;
  }
}
