import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A signed request that was taken. Kept as long as its signature would be fresh: it counts once. */
@Entity('used_nonces')
@Index('used_nonces_expiry', ['expiresAt'])
export class UsedNonceEntity {
  @PrimaryColumn('uuid') apiKeyId!: string;
  @PrimaryColumn('text') nonce!: string;
  @Column('timestamptz') expiresAt!: Date;
}
