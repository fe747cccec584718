import type { ClassroomCourse, CourseRole } from '@app/google';
import { executeReturning, now } from '@app/database';
import { boundedText, TEXT_LIMITS } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThanOrEqual, Raw, type Repository, type SelectQueryBuilder } from 'typeorm';
import type { Course, SyncState, Teacher } from '../course';
import { boundedCourse, boundedTeacher } from './bounded-records';
import { CourseAccessEntity } from './course-access.entity';
import { CourseEntity, CourseListEntity } from './course.entity';

export interface CourseFilter {
  tenantId: string;
  credentialId: number;
  state?: string;
  role?: CourseRole;
  limit: number;
  /** Name and id of the last course of the page before. */
  after?: [name: string, id: number];
}

/** Not the key: with it in an upsert, whoever adds something to a course would wait for it. */
const TOLD = [
  'name',
  'section',
  'description_heading',
  'description',
  'room',
  'owner_id',
  'state',
  'alternate_link',
  'raw',
  'updated_at',
];

/** More than Classroom lets a course have. */
const MAX_TOPICS = 1000;

@Injectable()
export class CoursesRepository {
  constructor(
    @InjectRepository(CourseEntity) private readonly courses: Repository<CourseEntity>,
    @InjectRepository(CourseAccessEntity) private readonly accesses: Repository<CourseAccessEntity>,
    @InjectRepository(CourseListEntity) private readonly lists: Repository<CourseListEntity>,
  ) {}

  async listCourses({ tenantId, credentialId, state, role, limit, after }: CourseFilter): Promise<Course[]> {
    const query = this.seenBy(credentialId).andWhere('course.tenantId = :tenantId', { tenantId });
    if (state !== undefined) query.andWhere('course.state = :state', { state });
    if (role !== undefined) query.andWhere('access.role = :role', { role });
    if (after)
      query.andWhere('(lower(course.name), course.id) > (lower(:name), :id)', {
        name: after[0],
        id: after[1],
      });
    const found = await query.orderBy('lower(course.name)').addOrderBy('course.id').limit(limit).getMany();
    return found.map(courseFrom);
  }

  async findByGoogleId(
    tenantId: string,
    credentialId: number,
    googleId: string,
  ): Promise<Course | undefined> {
    const found = await this.seenBy(credentialId)
      .andWhere('course.tenantId = :tenantId AND course.googleId = :googleId', { tenantId, googleId })
      .getOne();
    return found ? courseFrom(found) : undefined;
  }

  async findCourse(courseId: number, credentialId: number): Promise<Course | undefined> {
    const found = await this.seenBy(credentialId)
      .andWhere('access.courseId = :courseId', { courseId })
      .getOne();
    return found ? courseFrom(found) : undefined;
  }

  /** How far readings are, in the order in which they are asked for; undefined where there is no such access. */
  async listSyncStates(
    asked: readonly { courseId: number; credentialId: number }[],
  ): Promise<(Pick<SyncState, 'status' | 'errorCode' | 'syncedAt'> | undefined)[]> {
    const found = await this.accesses
      .createQueryBuilder('access')
      .where(
        '(access.courseId, access.credentialId) IN (SELECT * FROM unnest(:courses::bigint[], :accounts::int[]))',
        {
          courses: asked.map(({ courseId }) => courseId),
          accounts: asked.map(({ credentialId }) => credentialId),
        },
      )
      .getMany();
    const byKey = new Map(found.map((access) => [keyOf(access), access]));
    return asked.map((one) => {
      const access = byKey.get(keyOf(one));
      return (
        access && { status: access.syncStatus, errorCode: access.syncErrorCode, syncedAt: access.syncedAt }
      );
    });
  }

  /** What Google told this account of the course; null when that was not kept yet. */
  async findRaw(courseId: number, credentialId: number): Promise<unknown> {
    const access = await this.accesses.findOne({
      select: { courseId: true, raw: true },
      where: { courseId, credentialId },
    });
    return access?.raw ?? null;
  }

  async saveCourse(tenantId: string, told: ClassroomCourse, teachers: Teacher[] | null): Promise<number> {
    const course = boundedCourse(told);
    const insert = this.courses
      .createQueryBuilder()
      .insert()
      .values({
        tenantId,
        googleId: course.id ?? '',
        name: course.name ?? '',
        section: course.section ?? null,
        descriptionHeading: course.descriptionHeading ?? null,
        description: course.description ?? null,
        room: course.room ?? null,
        ownerId: course.ownerId ?? null,
        state: course.courseState ?? 'COURSE_STATE_UNSPECIFIED',
        alternateLink: course.alternateLink ?? null,
        raw: course,
        updatedAt: now,
        ...(teachers === null ? {} : { teachers: teachers.map(boundedTeacher) }),
      })
      .orUpdate(teachers === null ? TOLD : [...TOLD, 'teachers'], ['tenant_id', 'google_id']);
    const [saved] = await executeReturning(insert, ['id']);
    return saved?.id ?? 0;
  }

  /** Whoever reads it is told the same. */
  async saveTopics(id: number, names: readonly string[]): Promise<void> {
    const topics = names.slice(0, MAX_TOPICS).map((name) => boundedText(name, TEXT_LIMITS.title));
    await this.courses.update({ id }, { topics });
  }

  /** @param raw what Google told this account of the course */
  async saveAccess(
    courseId: number,
    credentialId: number,
    role: CourseRole,
    raw: ClassroomCourse,
  ): Promise<void> {
    await this.accesses.upsert({ courseId, credentialId, role, raw: boundedCourse(raw), seenAt: now }, [
      'courseId',
      'credentialId',
    ]);
  }

  /** Courses that Google no longer lists for this account. */
  async deleteAccessExcept(credentialId: number, courseIds: number[]): Promise<void> {
    // One parameter, however many courses there are.
    const courseId = Raw((column) => `${column} <> ALL (:courseIds)`, { courseIds });
    await this.accesses.delete({ credentialId, courseId });
  }

  /** When the account's list was last read, or undefined when that was before it was connected anew. */
  async findListSyncedAt(credentialId: number, connectedAt: Date): Promise<Date | undefined> {
    const list = await this.lists.findOneBy({ credentialId, syncedAt: MoreThanOrEqual(connectedAt) });
    return list?.syncedAt;
  }

  /** The same for many accounts, by their ids. */
  async listListsSyncedAt(
    accounts: readonly { id: number; connectedAt: Date }[],
  ): Promise<Map<number, Date>> {
    const connectedAt = new Map(accounts.map((account) => [account.id, account.connectedAt]));
    const credentialId = Raw((column) => `${column} = ANY (:ids)`, { ids: [...connectedAt.keys()] });
    const lists = await this.lists.findBy({ credentialId });
    const valid = lists.filter(
      (list) => list.syncedAt >= (connectedAt.get(list.credentialId) ?? list.syncedAt),
    );
    return new Map(valid.map((list) => [list.credentialId, list.syncedAt]));
  }

  async markListSynced(credentialId: number): Promise<void> {
    await this.lists.upsert({ credentialId, syncedAt: now }, ['credentialId']);
  }

  /** When each known course last changed at Google, and whether its teachers are known. */
  async listKnownVersions(
    tenantId: string,
  ): Promise<Map<string, { updateTime: string | null; hasTeachers: boolean }>> {
    const rows = await this.courses
      .createQueryBuilder('course')
      .select('course.googleId', 'googleId')
      .addSelect(`course.raw ->> 'updateTime'`, 'updateTime')
      .addSelect(`course.teachers <> '[]'`, 'hasTeachers')
      .where({ tenantId })
      .getRawMany<{ googleId: string; updateTime: string | null; hasTeachers: boolean }>();
    return new Map(rows.map(({ googleId, ...known }) => [googleId, known]));
  }

  private seenBy(credentialId: number): SelectQueryBuilder<CourseAccessEntity> {
    return this.accesses
      .createQueryBuilder('access')
      .innerJoinAndSelect('access.course', 'course')
      .where('access.credentialId = :credentialId', { credentialId });
  }
}

function keyOf({ courseId, credentialId }: { courseId: number; credentialId: number }): string {
  return `${String(courseId)}:${String(credentialId)}`;
}

/** The course as the account of the access sees it. */
export function courseFrom({ course, role, ...access }: CourseAccessEntity): Course {
  return {
    id: course.id,
    googleId: course.googleId,
    name: course.name,
    section: course.section,
    descriptionHeading: course.descriptionHeading,
    description: course.description,
    room: course.room,
    ownerId: course.ownerId,
    state: course.state,
    teachers: course.teachers,
    topics: course.topics,
    alternateLink: course.alternateLink,
    role,
    sync: {
      status: access.syncStatus,
      syncedAt: access.syncedAt,
      fullSyncedAt: access.fullSyncedAt,
      unreadKinds: access.unreadKinds,
      errorCode: access.syncErrorCode,
      errorMessage: access.syncErrorMessage,
      errorHint: access.syncErrorHint,
      truncatedItems: access.truncatedItems,
    },
  };
}
