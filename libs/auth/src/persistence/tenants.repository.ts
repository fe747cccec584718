import { Database, isUniqueViolation } from '@app/database';
import { Injectable } from '@nestjs/common';
import { GoogleDomainTaken } from '../auth.errors';
import type { Page } from '../page';
import type { Tenant, TenantChange } from '../tenant';

const COLUMNS = `id, name, course_files AS "courseFiles", google_sign_in AS "googleSignIn",
  google_domain AS "googleDomain", quota_bytes AS "quotaBytes",
  require_second_factor_for_admins AS "requireSecondFactorForAdmins", created_at AS "createdAt"`;

@Injectable()
export class TenantsRepository {
  constructor(private readonly database: Database) {}

  find(id: string): Promise<Tenant | undefined> {
    return this.database.row<Tenant>(`SELECT ${COLUMNS} FROM tenants WHERE id = $1`, [id]);
  }

  async list({ limit, offset }: Page): Promise<{ tenants: Tenant[]; total: number }> {
    const tenants = await this.database.rows<Tenant>(
      `SELECT ${COLUMNS} FROM tenants ORDER BY id LIMIT $1 OFFSET $2`,
      [limit, offset],
    );
    const counted = await this.database.row<{ total: number }>('SELECT count(*) AS total FROM tenants');
    return { tenants, total: counted?.total ?? 0 };
  }

  /** The new tenant, or undefined when there is one with this id. @throws GoogleDomainTaken */
  add(tenant: Omit<Tenant, 'createdAt'>): Promise<Tenant | undefined> {
    const inserted = this.database.row<Tenant>(
      `INSERT INTO tenants (id, name, course_files, google_sign_in, google_domain, quota_bytes,
         require_second_factor_for_admins)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (id) DO NOTHING RETURNING ${COLUMNS}`,
      [
        tenant.id,
        tenant.name,
        tenant.courseFiles,
        tenant.googleSignIn,
        tenant.googleDomain,
        tenant.quotaBytes,
        tenant.requireSecondFactorForAdmins,
      ],
    );
    return orDomainTaken(inserted, tenant.googleDomain);
  }

  /** What is left out stays. @throws GoogleDomainTaken */
  update(id: string, change: TenantChange): Promise<Tenant | undefined> {
    const { name, courseFiles, googleSignIn, googleDomain, quotaBytes } = change;
    const updated = this.database.row<Tenant>(
      `UPDATE tenants SET name = COALESCE($2, name), course_files = COALESCE($3, course_files),
         google_sign_in = COALESCE($4, google_sign_in), google_domain = CASE WHEN $6 THEN $5 ELSE google_domain END,
         quota_bytes = CASE WHEN $8 THEN $7::bigint ELSE quota_bytes END,
         require_second_factor_for_admins = COALESCE($9, require_second_factor_for_admins)
       WHERE id = $1 RETURNING ${COLUMNS}`,
      [
        id,
        name ?? null,
        courseFiles ?? null,
        googleSignIn ?? null,
        googleDomain ?? null,
        googleDomain !== undefined,
        quotaBytes ?? null,
        quotaBytes !== undefined,
        change.requireSecondFactorForAdmins ?? null,
      ],
    );
    return orDomainTaken(updated, googleDomain);
  }

  async exists(id: string): Promise<boolean> {
    return (await this.database.row('SELECT id FROM tenants WHERE id = $1', [id])) !== undefined;
  }

  async addIfAbsent(id: string): Promise<void> {
    await this.database.rows(`INSERT INTO tenants (id, name) VALUES ($1, $1) ON CONFLICT (id) DO NOTHING`, [
      id,
    ]);
  }
}

/** Two tenants with one domain would both open an account for whoever comes from it. */
async function orDomainTaken<T>(saved: Promise<T>, domain: string | null | undefined): Promise<T> {
  try {
    return await saved;
  } catch (error) {
    if (isUniqueViolation(error)) throw new GoogleDomainTaken(domain ?? '');
    throw error;
  }
}
