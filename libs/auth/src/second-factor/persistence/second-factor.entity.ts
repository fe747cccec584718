import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The authenticator app of a person; it counts once a code of it was shown. */
@Entity('second_factors')
export class SecondFactorEntity {
  @PrimaryColumn('uuid') userId!: string;

  /** Sealed for this person. */
  @Column('text') secret!: string;

  /** The newest 30 seconds whose code was used: no code counts twice. */
  @Column('bigint', { default: 0 }) lastStep!: number;

  @Column('timestamptz', { nullable: true }) confirmedAt!: Date | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}

@Entity('recovery_codes')
export class RecoveryCodeEntity {
  @PrimaryColumn('uuid') userId!: string;
  @PrimaryColumn('text') codeHash!: string;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
}
