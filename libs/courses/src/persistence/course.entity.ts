import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Teacher } from '../course';
import { ClassroomRecord } from './classroom-record';

@Entity('courses')
@Index('courses_google', ['tenantId', 'googleId'], { unique: true })
export class CourseEntity extends ClassroomRecord {
  @Column('text') name!: string;
  @Column('text', { nullable: true }) section!: string | null;
  @Column('text', { nullable: true }) descriptionHeading!: string | null;
  @Column('text', { nullable: true }) room!: string | null;
  @Column('text', { nullable: true }) ownerId!: string | null;
  @Column('jsonb', { default: [] }) teachers!: Teacher[];

  /** Their names, as Classroom orders them; none until a reading has asked. */
  @Column('text', { array: true, default: [] }) topics!: string[];
}

/** When an account's list of courses was last read. */
@Entity('course_lists')
export class CourseListEntity {
  @PrimaryColumn('integer') credentialId!: number;
  @Column('timestamptz', { default: () => 'now()' }) syncedAt!: Date;
}
