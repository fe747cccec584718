import { Database, executeReturning, prepared } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Not, type Repository } from 'typeorm';
import type { DownloadRun } from '../../download-run';
import { AssetEntity } from '../../files/persistence/asset.entity';
import { DownloadEntity } from '../../persistence/download.entity';
import { TenantStorageEntity } from './tenant-storage.entity';
import { type SourceOfRequest, sourcesIn } from '../../persistence/source-list';

/** What admins set; null: nothing. */
export interface OwnQuotas {
  tenantBytes: number | null;
  userBytes: number | null;
}

export interface ReservedBytes {
  tenantBytes: number;
  requesterBytes: number;
}

/** The file `a` that the run of the download `d` fetches. */
const FETCHED_FOR = `a.tenantId = d.tenantId AND a.sourceKey = d.sourceKey AND a.variant = d.variant
  AND a.supersededAt IS NULL AND a.state = 'fetching' AND a.runId = d.runId`;

const QUOTAS = prepared(
  `SELECT t.quota_bytes AS "tenantBytes", u.quota_bytes AS "userBytes" FROM tenants t
   LEFT JOIN users u ON u.id = $2::uuid AND u.tenant_id = t.id WHERE t.id = $1`,
);

/** What is stored and being fetched, by tenant and by person. */
@Injectable()
export class StorageUsageRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(AssetEntity) private readonly assets: Repository<AssetEntity>,
    @InjectRepository(DownloadEntity) private readonly downloads: Repository<DownloadEntity>,
    @InjectRepository(TenantStorageEntity) private readonly tenants: Repository<TenantStorageEntity>,
  ) {}

  async quotas(tenantId: string, userId: string | null): Promise<OwnQuotas> {
    // SQL because every request for a download waits for it.
    const row = await this.database.row<OwnQuotas>(QUOTAS, [tenantId, userId]);
    return row ?? { tenantBytes: null, userBytes: null };
  }

  async storedByTenant(tenantId: string): Promise<number> {
    return (await this.tenants.findOneBy({ tenantId }))?.storedBytes ?? 0;
  }

  /** The same, and nobody else of the tenant reserves or stores until the transaction ends. */
  async holdTenant(tenantId: string): Promise<number> {
    // A row that is there is written as it is: that locks it.
    const insert = this.tenants.createQueryBuilder().insert().values({ tenantId });
    const [held] = await executeReturning(insert.orUpdate(['tenant_id'], ['tenant_id']), ['storedBytes']);
    return held?.storedBytes ?? 0;
  }

  async storedByRequester(tenantId: string, requester: string): Promise<number> {
    // Each file once, however many downloads have it.
    const held = this.downloads.createQueryBuilder('d').select('d.assetId');
    held.where({ tenantId, requester, assetId: Not(IsNull()), status: Not('cancelled') });
    const stored = await this.assets
      .createQueryBuilder('a')
      .select('COALESCE(sum(a.sizeBytes), 0)::bigint', 'bytes')
      .where(`a.id IN (${held.getQuery()})`)
      .setParameters(held.getParameters())
      .getRawOne<{ bytes: number }>();
    return stored?.bytes ?? 0;
  }

  /** What is being fetched. A run that died counts until its row is queued again. */
  async reserved(tenantId: string, requester: string): Promise<ReservedBytes> {
    const reserved = await this.downloads
      .createQueryBuilder('d')
      .innerJoin(AssetEntity, 'a', FETCHED_FOR)
      .select('COALESCE(sum(a.reservedBytes), 0)::bigint', 'tenantBytes')
      .addSelect(
        'COALESCE(sum(a.reservedBytes) FILTER (WHERE d.requester = :requester), 0)::bigint',
        'requesterBytes',
      )
      .where({ tenantId, status: 'running' })
      .setParameters({ requester })
      .getRawOne<ReservedBytes>();
    return reserved ?? { tenantBytes: 0, requesterBytes: 0 };
  }

  /** False when the run does not fetch the file any more. */
  async reserveBytes(run: DownloadRun, bytes: number): Promise<boolean> {
    const { tenantId, sourceKey, variant, runId } = run;
    const { affected } = await this.assets.update(
      { tenantId, sourceKey, variant, supersededAt: IsNull(), runId, state: 'fetching' },
      { reservedBytes: bytes },
    );
    return affected === 1;
  }

  holds(tenantId: string, requester: string, assetId: string): Promise<boolean> {
    return this.downloads.existsBy({ tenantId, requester, assetId, status: Not('cancelled') });
  }

  /** Of sources that are asked for, in their order: the size where the tenant has the file, and whether the requester has. */
  async stored(
    tenantId: string,
    requester: string,
    keys: readonly SourceOfRequest[],
  ): Promise<{ sizeBytes: number | null; held: boolean }[]> {
    // SQL: a list of any length goes in one parameter, and its order is kept.
    return this.database.rows(
      `SELECT a.size_bytes AS "sizeBytes", a.id IS NOT NULL AND EXISTS (
         SELECT 1 FROM downloads d WHERE d.asset_id = a.id AND d.tenant_id = $1 AND d.requester = $2
           AND d.status <> 'cancelled') AS held
       FROM ROWS FROM (jsonb_to_recordset($3::jsonb) AS (source_key text, variant text)) WITH ORDINALITY
         AS k(source_key, variant, place)
       LEFT JOIN assets a ON a.tenant_id = $1 AND a.source_key = k.source_key AND a.variant = k.variant
         AND a.superseded_at IS NULL AND a.state = 'ready'
       ORDER BY k.place`,
      [tenantId, requester, sourcesIn(keys)],
    );
  }

  /** Of those who wait for a file of this size, the people who do not have it and for whom it is too much. @param byDefault 0: no limit */
  async waitingWithoutSpace(
    tenantId: string,
    assetId: string,
    sizeBytes: number,
    byDefault: number,
  ): Promise<{ requester: string; limitBytes: number; storedBytes: number }[]> {
    // SQL: builders know no LATERAL.
    return this.database.rows(
      `SELECT p.requester, p."limitBytes", s.bytes AS "storedBytes"
       FROM (SELECT DISTINCT d.requester, COALESCE(u.quota_bytes, $4::bigint) AS "limitBytes"
             FROM downloads d JOIN users u ON u.id = substring(d.requester FROM '^user:(.*)$')::uuid
             WHERE d.waiting_asset_id = $2 AND d.status = 'queued' AND NOT EXISTS (
               SELECT 1 FROM downloads o WHERE o.tenant_id = $1 AND o.requester = d.requester
                 AND o.asset_id = $2 AND o.status <> 'cancelled')) p
       CROSS JOIN LATERAL (SELECT COALESCE(sum(a.size_bytes), 0)::bigint AS bytes FROM assets a WHERE a.id IN (
         SELECT h.asset_id FROM downloads h WHERE h.tenant_id = $1 AND h.requester = p.requester
           AND h.asset_id IS NOT NULL AND h.status <> 'cancelled')) s
       WHERE p."limitBytes" > 0 AND s.bytes + $3::bigint > p."limitBytes"`,
      [tenantId, assetId, sizeBytes, byDefault],
    );
  }
}
