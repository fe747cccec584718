import type { CourseRole } from '@app/google';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository, SelectQueryBuilder } from 'typeorm';
import type { MergedCourse } from '../../course';
import { CourseAccessEntity } from '../../persistence/course-access.entity';
import { courseFrom } from '../../persistence/courses.repository';

export interface MergedFilter {
  tenantId: string;
  /** The accounts whose courses they are. */
  credentialIds: readonly number[];
  state?: string;
  role?: CourseRole;
}

export interface MergedPart {
  limit: number;
  offset: number;
  /** Name and id of the last course of the page before. */
  after?: [name: string, id: number];
}

interface Place {
  courseId: number;
  credentialIds: number[];
  /** The account whose view of the course is shown. */
  shownThrough: number;
}

/** Courses of several accounts, each course once. */
@Injectable()
export class MergedCoursesRepository {
  constructor(
    @InjectRepository(CourseAccessEntity) private readonly accesses: Repository<CourseAccessEntity>,
  ) {}

  async count(filter: MergedFilter): Promise<number> {
    const counted = await this.seenBy(filter)
      .select('count(DISTINCT access.courseId)::int', 'total')
      .getRawOne<{ total: number }>();
    return counted?.total ?? 0;
  }

  async listMerged(filter: MergedFilter, part: MergedPart): Promise<MergedCourse[]> {
    const places = await this.listPlaces(filter, part);
    const found = await this.accesses
      .createQueryBuilder('access')
      .innerJoinAndSelect('access.course', 'course')
      .where(
        '(access.courseId, access.credentialId) IN (SELECT * FROM unnest(:courses::bigint[], :accounts::int[]))',
        {
          courses: places.map(({ courseId }) => courseId),
          accounts: places.map(({ shownThrough }) => shownThrough),
        },
      )
      .getMany();
    const views = new Map(found.map((access) => [access.course.id, access]));
    // One that went between the two looks is left out.
    return places.flatMap(({ courseId, credentialIds }) => {
      const view = views.get(courseId);
      return view ? [{ ...courseFrom(view), credentialIds }] : [];
    });
  }

  /** Shown as who teaches a course sees it, who is told more of it than who attends; then as who has read it last. */
  private listPlaces(filter: MergedFilter, part: MergedPart): Promise<Place[]> {
    const page = this.page(filter, part);
    return this.seenBy(filter)
      .select('course.id', 'courseId')
      .addSelect('array_agg(access.credentialId ORDER BY access.credentialId)', 'credentialIds')
      .addSelect(
        `(array_agg(access.credentialId ORDER BY access.role DESC, access.syncedAt DESC NULLS LAST, access.credentialId))[1]`,
        'shownThrough',
      )
      .andWhere(`course.id IN (${page.getQuery()})`)
      .setParameters(page.getParameters())
      .groupBy('course.id')
      .orderBy('lower(course.name)')
      .addOrderBy('course.id')
      .getRawMany<Place>();
  }

  /** The courses of a page alone: who sees them is collected for these, and not for all. */
  private page(filter: MergedFilter, { limit, offset, after }: MergedPart) {
    const query = this.seenBy(filter)
      .select('course.id')
      .groupBy('course.id')
      .orderBy('lower(course.name)')
      .addOrderBy('course.id')
      .limit(limit)
      .offset(offset);
    if (after)
      query.andWhere('(lower(course.name), course.id) > (lower(:name), :id)', {
        name: after[0],
        id: after[1],
      });
    return query;
  }

  private seenBy({
    tenantId,
    credentialIds,
    state,
    role,
  }: MergedFilter): SelectQueryBuilder<CourseAccessEntity> {
    const query = this.accesses
      .createQueryBuilder('access')
      .innerJoin('access.course', 'course')
      .where('access.credentialId = ANY (:credentialIds::int[])', { credentialIds })
      .andWhere('course.tenantId = :tenantId', { tenantId });
    if (state !== undefined) query.andWhere('course.state = :state', { state });
    if (role !== undefined) query.andWhere('access.role = :role', { role });
    return query;
  }
}
