import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Tries to prove to be somebody, from one place. Without a try for so long, all is forgotten. */
@Entity('sign_in_attempts')
@Index('sign_in_attempts_expiry', ['expiresAt'])
export class SignInAttemptEntity {
  @PrimaryColumn('text') who!: string;
  @PrimaryColumn('text') source!: string;
  @Column('integer', { default: 0 }) failures!: number;

  /** Not decided yet. They count too, or many at once would slip through. */
  @Column('integer', { default: 0 }) running!: number;

  @Column('timestamptz') expiresAt!: Date;
}
