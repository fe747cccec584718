import type { CourseRole, CourseworkKind } from '@app/google';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { SyncStatus } from '../course';
import { CourseEntity } from './course.entity';

/** A course as one account sees it, and how far that view was read. */
@Entity('course_access')
@Index('course_access_credential', ['credentialId', 'courseId'])
@Index('course_access_pending', ['syncStatus'], { where: `sync_status IN ('queued', 'running')` })
@Index('course_access_listed', ['courseId', 'role', 'listedAt'])
@Index('course_access_waiting', ['courseId', 'role', 'syncAskedAt'], {
  where: `sync_status IN ('queued', 'running')`,
})
@Check('course_access_role', `role IN ('teacher', 'student')`)
@Check('course_access_sync_status', `sync_status IN ('never', 'queued', 'running', 'done', 'failed')`)
export class CourseAccessEntity {
  @PrimaryColumn('bigint') courseId!: number;

  /** Where it was joined. */
  @ManyToOne(() => CourseEntity, { createForeignKeyConstraints: false })
  @JoinColumn({ name: 'course_id' })
  course!: CourseEntity;

  @PrimaryColumn('integer') credentialId!: number;
  @Column('text') role!: CourseRole;
  @Column('timestamptz', { default: () => 'now()' }) seenAt!: Date;
  @Column('text', { default: 'never' }) syncStatus!: SyncStatus;
  @Column('integer', { default: 0 }) syncGeneration!: number;
  @Column('timestamptz', { default: () => 'now()' }) syncRunAt!: Date;
  @Column('timestamptz', { nullable: true }) syncEnqueuedAt!: Date | null;
  @Column('uuid', { nullable: true }) syncRunId!: string | null;
  @Column('timestamptz', { nullable: true }) syncHeartbeatAt!: Date | null;
  @Column('text', { nullable: true }) syncErrorCode!: string | null;
  @Column('text', { nullable: true }) syncErrorMessage!: string | null;
  @Column('text', { nullable: true }) syncErrorHint!: string | null;

  /** Readers that died with it, in a row. */
  @Column('integer', { default: 0 }) syncCrashCount!: number;

  /** Since when it has been waiting or running. */
  @Column('timestamptz', { default: () => 'now()' }) syncAskedAt!: Date;

  /** What waits or runs looks at everything again, with this account. */
  @Column('boolean', { default: false }) syncAnew!: boolean;

  /** What runs lists the course at Google, rather than take over what another account has read. */
  @Column('boolean', { default: false }) syncLists!: boolean;

  /** When this account itself began the listing that it has finished last; null while it lists the course. */
  @Column('timestamptz', { nullable: true }) listedAt!: Date | null;

  /** From then on it is to be listed by this account, whoever else has read it. */
  @Column('timestamptz', { nullable: true }) ownDueAt!: Date | null;

  /** Items with a Drive folder that is larger than what is read of one. */
  @Column('integer', { default: 0 }) truncatedItems!: number;

  @Column('timestamptz', { nullable: true }) syncedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) fullSyncedAt!: Date | null;
  @Column('text', { array: true, default: [] }) unreadKinds!: CourseworkKind[];

  /** What Google told this account of the course: teachers are told more than students. */
  @Column('jsonb', { nullable: true, select: false }) raw!: unknown;

  /** Asked for while a reading ran that may have passed by what it was asked for. */
  @Column('boolean', { default: false }) syncAgain!: boolean;
}
