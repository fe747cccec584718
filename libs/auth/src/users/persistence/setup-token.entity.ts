import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** At most one row. */
@Entity('setup_tokens')
@Check('setup_tokens_single', 'single')
export class SetupTokenEntity {
  @PrimaryColumn('boolean', { default: true }) single!: boolean;
  @Column('text') tokenHash!: string;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
}
