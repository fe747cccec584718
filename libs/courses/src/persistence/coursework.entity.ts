import type { CourseworkKind } from '@app/google';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { ClassroomRecord } from './classroom-record';
import { CourseEntity } from './course.entity';

@Entity('coursework')
@Index('coursework_google', ['courseId', 'kind', 'googleId'], { unique: true })
@Index('coursework_newest', { synchronize: false })
@Index('coursework_of_tenant', ['tenantId', 'googleId'])
@Check('coursework_kind', `kind IN ('assignment', 'material', 'announcement')`)
export class CourseworkEntity extends ClassroomRecord {
  @Column('bigint') courseId!: number;

  /** Where it was joined. */
  @ManyToOne(() => CourseEntity, { createForeignKeyConstraints: false })
  @JoinColumn({ name: 'course_id' })
  course!: CourseEntity;

  @Column('text') kind!: CourseworkKind;
  @Column('text', { nullable: true }) title!: string | null;
  @Column('text', { nullable: true }) topic!: string | null;
  @Column('timestamptz', { nullable: true }) dueAt!: Date | null;
  @Column('timestamptz', { nullable: true }) googleCreatedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) googleUpdatedAt!: Date | null;
}

/** Which accounts have seen an item. */
@Entity('coursework_access')
@Index('coursework_access_credential', ['credentialId'])
export class CourseworkAccessEntity {
  @PrimaryColumn('bigint') courseworkId!: number;
  @PrimaryColumn('integer') credentialId!: number;
  @Column('timestamptz', { default: () => 'now()' }) seenAt!: Date;

  /** The version of the item that this account has looked at. */
  @Column('timestamptz', { nullable: true }) googleUpdatedAt!: Date | null;

  /** It links to a Drive folder that is larger than what is read of one. */
  @Column('boolean', { default: false }) truncated!: boolean;
}
