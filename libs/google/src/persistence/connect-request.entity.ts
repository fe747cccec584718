import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What Google's answer is for: to connect an account, or only to know who a person is. */
export type ConnectPurpose = 'connect' | 'sign-in';

/** One attempt of a person to connect an account or to sign in: link → browser → Google → callback. */
@Entity('connect_requests')
@Index('connect_requests_link', ['linkHash'], { unique: true })
@Index('connect_requests_state', ['stateHash'], { unique: true })
@Check('connect_requests_purpose', `purpose IN ('connect', 'sign-in')`)
export class ConnectRequestEntity {
  @PrimaryColumn('uuid', { default: () => 'uuid_v7()' }) id!: string;
  @Column('text') tenantId!: string;
  @Column('text', { default: 'connect' }) purpose!: ConnectPurpose;
  @Column('uuid', { nullable: true }) ownerUserId!: string | null;

  /** `user:<uuid>` or `key:<uuid>`; null: nobody needs to be told. */
  @Column('text', { nullable: true }) madeBy!: string | null;

  @Column('text', { nullable: true }) madeByName!: string | null;
  @Column('text') linkHash!: string;
  @Column('text', { nullable: true }) stateHash!: string | null;
  @Column('text', { nullable: true }) nonceHash!: string | null;
  @Column('text', { nullable: true }) codeVerifier!: string | null;
  @Column('text', { nullable: true }) loginHint!: string | null;
  @Column('text', { nullable: true }) returnTo!: string | null;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) openedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
