import { Column, PrimaryGeneratedColumn } from 'typeorm';

/** What is kept of anything that Classroom tells of. */
export abstract class ClassroomRecord {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' }) id!: number;
  @Column('text') tenantId!: string;
  @Column('text') googleId!: string;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('text') state!: string;
  @Column('text', { nullable: true }) alternateLink!: string | null;
  @Column('jsonb', { select: false }) raw!: unknown;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) updatedAt!: Date;
}
