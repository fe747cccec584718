import { SqlMigration } from '../sql-migration';

/** Codes of an authenticator app (TOTP) beside the password, codes for when it is lost, and sign-ins that wait for one. */
export class SecondFactors1790000008602 extends SqlMigration {
  protected readonly upSql = `
    CREATE TABLE second_factors (
      user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
      secret text NOT NULL,
      last_step bigint NOT NULL DEFAULT 0,
      confirmed_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE recovery_codes (
      user_id uuid NOT NULL REFERENCES second_factors ON DELETE CASCADE,
      code_hash text NOT NULL,
      used_at timestamptz,
      PRIMARY KEY (user_id, code_hash)
    );

    CREATE TABLE sign_in_challenges (
      token_hash text PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      method text NOT NULL CONSTRAINT sign_in_challenges_method CHECK (method IN ('password', 'google')),
      expires_at timestamptz NOT NULL
    );
    CREATE INDEX sign_in_challenges_user ON sign_in_challenges (user_id);
    CREATE INDEX sign_in_challenges_expiry ON sign_in_challenges (expires_at);

    ALTER TABLE sessions ADD COLUMN second_factor boolean NOT NULL DEFAULT false;
    ALTER TABLE tenants ADD COLUMN require_second_factor_for_admins boolean NOT NULL DEFAULT false;
  `;

  protected readonly downSql = `
    ALTER TABLE tenants DROP COLUMN require_second_factor_for_admins;
    ALTER TABLE sessions DROP COLUMN second_factor;
    DROP TABLE sign_in_challenges, recovery_codes, second_factors;
  `;
}
