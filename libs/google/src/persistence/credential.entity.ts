import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('credentials')
@Index('credentials_account', ['tenantId', 'googleSub'], { unique: true })
@Check('credentials_status', `status IN ('active', 'needs_reconsent', 'revoked')`)
export class CredentialEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' }) id!: number;
  @Column('text') tenantId!: string;
  @Column('uuid', { nullable: true }) ownerUserId!: string | null;
  @Column('text') googleSub!: string;
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text', { default: 'active' }) status!: 'active' | 'needs_reconsent' | 'revoked';
  @Column('text', { array: true }) scopes!: string[];
  @Column('text', { nullable: true, select: false }) accessToken!: string | null;
  @Column('text', { nullable: true, select: false }) refreshToken!: string | null;
  @Column('timestamptz', { nullable: true }) accessExpiresAt!: Date | null;
  @Column('timestamptz', { nullable: true }) refreshExpiresAt!: Date | null;

  /** Of the process that asks Google for a new token just now; whoever connects or ends the account takes it away. */
  @Column('uuid', { nullable: true }) renewalId!: string | null;

  @Column('timestamptz', { nullable: true }) renewalUntil!: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) connectedAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt!: Date;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}
