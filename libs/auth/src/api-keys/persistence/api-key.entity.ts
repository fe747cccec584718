import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('api_keys')
@Index('api_keys_hash', ['keyHash'], { unique: true })
@Index('api_keys_tenant', ['tenantId', 'id'])
export class ApiKeyEntity {
  @PrimaryColumn('uuid', { default: () => 'uuid_v7()' }) id!: string;
  @Column('text') tenantId!: string;
  @Column('text') name!: string;
  @Column('text', { select: false }) keyHash!: string;

  /** The first characters, to recognise a key by. */
  @Column('text') prefix!: string;

  @Column('text', { array: true }) scopes!: string[];

  /** Requests a minute; null: not limited. */
  @Column('integer', { nullable: true }) ratePerMinute!: number | null;

  /** Sealed; only keys that may act on behalf of people have one. */
  @Column('text', { nullable: true, select: false }) signingSecret!: string | null;

  @Column('uuid', { nullable: true }) createdByUserId!: string | null;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
