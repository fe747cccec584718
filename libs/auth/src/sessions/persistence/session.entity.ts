import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SignInMethod } from '../session';

/** One sign-in of one person on one device. It ends once and for good. */
@Entity('sessions')
@Check('sessions_method', `method IN ('password', 'google')`)
@Index('sessions_user', ['userId'])
@Index('sessions_expiry', ['expiresAt'])
export class SessionEntity {
  @PrimaryColumn('uuid', { default: () => 'uuid_v7()' }) id!: string;
  @Column('uuid') userId!: string;
  @Column('text', { nullable: true }) ip!: string | null;

  /** Where it was used last; `ip` is where it began. */
  @Column('text', { nullable: true }) lastIp!: string | null;

  @Column('text', { nullable: true }) userAgent!: string | null;
  @Column('text', { default: 'password' }) method!: SignInMethod;

  /** A code of an authenticator app was shown. */
  @Column('boolean', { default: false }) secondFactor!: boolean;

  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) lastUsedAt!: Date;

  /** However often it is refreshed. */
  @Column('timestamptz') expiresAt!: Date;

  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
  @Column('text', { nullable: true }) endReason!: string | null;
}

/** The tokens of a session, each used once; the one that is not used yet goes on with it. */
@Entity('refresh_tokens')
@Index('refresh_tokens_session', ['sessionId'])
export class RefreshTokenEntity {
  @PrimaryColumn('text') tokenHash!: string;
  @Column('uuid') sessionId!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
}
