import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SignInMethod } from '../session';

/** A sign-in that has given everything but the code. */
@Entity('sign_in_challenges')
@Index('sign_in_challenges_user', ['userId'])
@Index('sign_in_challenges_expiry', ['expiresAt'])
@Check('sign_in_challenges_method', `method IN ('password', 'google')`)
export class SignInChallengeEntity {
  @PrimaryColumn('text') tokenHash!: string;
  @Column('uuid') userId!: string;
  @Column('text') method!: SignInMethod;
  @Column('timestamptz') expiresAt!: Date;
}
