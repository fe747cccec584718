import type { CourseworkKind } from '@app/google';
import { now, selectList } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository, SelectQueryBuilder } from 'typeorm';
import type { CourseworkItem, Video } from '../course';
import { unknownKinds } from '../material-kinds';
import { type VerdictState, verdictOf } from '../verdict';
import { CourseAccessEntity } from './course-access.entity';
import { CourseworkAccessEntity, CourseworkEntity } from './coursework.entity';
import { SourceReachEntity, VideoAccessEntity, VideoEntity } from './video.entity';

/** A video with the item and the course it stands in. */
export interface CourseVideo extends Video {
  courseGoogleId: string;
  courseworkGoogleId: string;
}

export interface CourseworkFilter {
  courseId: number;
  credentialId: number;
  kind?: CourseworkKind;
  hasVideo?: boolean;
  limit: number;
  /** Change time (ISO, or null) and id of the last item of the page before. */
  after?: [updatedAt: string | null, id: number];
}

const SHOWN = [
  'id',
  'source',
  'sourceKey',
  'url',
  'title',
  'thumbnailUrl',
  'mimeType',
  'sizeBytes',
  'durationSeconds',
  'resourceKey',
] as const satisfies readonly (keyof VideoEntity)[];

interface VideoRow extends Pick<VideoEntity, (typeof SHOWN)[number]> {
  verdictState: VerdictState;
  verdictCode: string | null;
  verdictAt: Date | null;
}

/** Of one item whose id is in several. */
const MAX_TOLD_COURSES = 20;

const CHANGED_AT = `COALESCE(item.googleUpdatedAt, 'epoch')`;

/** Reads items and videos as one account sees them. */
@Injectable()
export class VideosRepository {
  constructor(
    @InjectRepository(VideoEntity) private readonly videos: Repository<VideoEntity>,
    @InjectRepository(CourseworkEntity) private readonly items: Repository<CourseworkEntity>,
  ) {}

  async listItems(filter: CourseworkFilter): Promise<(CourseworkItem & { id: number })[]> {
    const { entities, raw } = await this.itemsOf(filter)
      // All that is needed of what Google told.
      .addSelect(`item.raw -> 'materials'`, 'materials')
      .orderBy(CHANGED_AT, 'DESC')
      .addOrderBy('item.id', 'DESC')
      .limit(filter.limit)
      .getRawAndEntities<{ materials: unknown }>();
    const videos = await this.listByItems(
      entities.map(({ id }) => id),
      filter.credentialId,
    );
    return entities.map((item, index) => ({
      ...itemFrom(item),
      unknownMaterials: unknownKinds(raw[index]?.materials),
      videos: videos.get(item.id) ?? [],
    }));
  }

  /** Every video of one item, of whatever kind. Undefined when the account does not see such an item. */
  async listByItem(
    tenantId: string,
    credentialId: number,
    courseId: string,
    courseworkId: string,
  ): Promise<CourseVideo[] | undefined> {
    const isThere = await this.seenItems(credentialId)
      .innerJoin('item.course', 'course')
      .andWhere('item.tenantId = :tenantId AND course.googleId = :courseId', { tenantId, courseId })
      .andWhere('item.googleId = :courseworkId', { courseworkId })
      .getExists();
    if (!isThere) return undefined;
    const found = await this.placed(tenantId, credentialId)
      .andWhere('course.googleId = :courseId AND item.googleId = :courseworkId', { courseId, courseworkId })
      .orderBy('item.id')
      .addOrderBy('video.position')
      .getRawMany<VideoRow & CourseVideo>();
    return found.map(videoFrom);
  }

  /** Google's ids of the courses in which the account sees such an item, as far as they were read. */
  async listCoursesOfItem(tenantId: string, credentialId: number, courseworkId: string): Promise<string[]> {
    const found = await this.seenItems(credentialId)
      .innerJoin('item.course', 'course')
      .innerJoin(CourseAccessEntity, 'access', `access.courseId = item.courseId AND ${ofAccount('access')}`)
      .where('item.tenantId = :tenantId AND item.googleId = :courseworkId', { tenantId, courseworkId })
      .select('course.googleId', 'courseId')
      .distinct()
      .orderBy('course.googleId')
      .limit(MAX_TOLD_COURSES)
      .getRawMany<{ courseId: string }>();
    return found.map(({ courseId }) => courseId);
  }

  /** Every video of a course, the newest item first. */
  async listByCourse(
    tenantId: string,
    credentialId: number,
    courseId: string,
    kinds: CourseworkKind[],
  ): Promise<CourseVideo[]> {
    const found = await this.placed(tenantId, credentialId)
      .andWhere('course.googleId = :courseId AND item.kind = ANY (:kinds)', { courseId, kinds })
      .orderBy('item.googleUpdatedAt', 'DESC', 'NULLS LAST')
      .addOrderBy('item.id')
      .addOrderBy('video.position')
      .getRawMany<VideoRow & CourseVideo>();
    return found.map(videoFrom);
  }

  async findVideo(tenantId: string, credentialId: number, videoId: string): Promise<CourseVideo | undefined> {
    const video = await this.placed(tenantId, credentialId)
      .andWhere('video.id = :videoId', { videoId })
      .getRawOne<VideoRow & CourseVideo>();
    return video && videoFrom(video);
  }

  /** The accounts through which a video can be seen. */
  async listCredentialsThatSee(tenantId: string, videoId: string): Promise<number[]> {
    const rows = await this.videos
      .createQueryBuilder('video')
      .innerJoin(VideoAccessEntity, 'access', 'access.videoId = video.id')
      .innerJoin(
        CourseworkAccessEntity,
        'seen',
        'seen.courseworkId = video.courseworkId AND seen.credentialId = access.credentialId',
      )
      .select('access.credentialId', 'id')
      .where({ tenantId, id: videoId })
      .orderBy('access.credentialId')
      .getRawMany<{ id: number }>();
    return rows.map(({ id }) => id);
  }

  async saveVerdict(videoId: string, state: VerdictState, code: string | null): Promise<void> {
    const verdict = { verdict: state, verdictCode: code, verdictAt: now };
    await this.videos.update({ id: videoId }, verdict);
  }

  private async listByItems(itemIds: number[], credentialId: number): Promise<Map<number, Video[]>> {
    const found = await this.seenVideos(credentialId)
      .addSelect('video.courseworkId', 'itemId')
      .where('video.courseworkId = ANY (:itemIds)', { itemIds })
      .orderBy('video.courseworkId')
      .addOrderBy('video.position')
      .getRawMany<VideoRow & { itemId: number }>();
    const byItem = new Map<number, Video[]>();
    for (const { itemId, ...video } of found) {
      const videos = byItem.get(itemId) ?? [];
      byItem.set(itemId, videos);
      videos.push(videoFrom(video));
    }
    return byItem;
  }

  private itemsOf(filter: CourseworkFilter): SelectQueryBuilder<CourseworkEntity> {
    const { courseId, credentialId, kind, hasVideo, after } = filter;
    const query = this.seenItems(credentialId).andWhere('item.courseId = :courseId', { courseId });
    if (kind !== undefined) query.andWhere('item.kind = :kind', { kind });
    if (hasVideo !== undefined) {
      const videos = this.videos
        .createQueryBuilder('video')
        .innerJoin(VideoAccessEntity, 'access', `access.videoId = video.id AND ${ofAccount('access')}`)
        .where('video.courseworkId = item.id');
      query.andWhere(`${hasVideo ? '' : 'NOT '}EXISTS (${videos.select('1').getQuery()})`);
    }
    if (after)
      query.andWhere(`(${CHANGED_AT}, item.id) < (COALESCE(:updatedAt::timestamptz, 'epoch'), :id)`, {
        updatedAt: after[0],
        id: after[1],
      });
    return query;
  }

  private seenItems(credentialId: number): SelectQueryBuilder<CourseworkEntity> {
    return this.items
      .createQueryBuilder('item')
      .innerJoin(CourseworkAccessEntity, 'seen', `seen.courseworkId = item.id AND ${ofAccount('seen')}`)
      .setParameters({ credentialId });
  }

  /**
   * Rows instead of entities: a course has thousands of videos, and entities of joins take four times as long. A Drive
   * file's verdict is the account's own; a public video's is everybody's.
   */
  private seenVideos(credentialId: number): SelectQueryBuilder<VideoEntity> {
    return this.videos
      .createQueryBuilder('video')
      .innerJoin(VideoAccessEntity, 'access', `access.videoId = video.id AND ${ofAccount('access')}`)
      .leftJoin(SourceReachEntity, 'reach', `reach.sourceKey = video.sourceKey AND ${ofAccount('reach')}`)
      .select(selectList(this.videos, 'video', SHOWN))
      .addSelect('COALESCE(reach.verdict, video.verdict)', 'verdictState')
      .addSelect(
        'CASE WHEN reach.verdict IS NULL THEN video.verdictCode ELSE reach.verdictCode END',
        'verdictCode',
      )
      .addSelect('COALESCE(reach.checkedAt, video.verdictAt)', 'verdictAt')
      .setParameters({ credentialId });
  }

  private placed(tenantId: string, credentialId: number): SelectQueryBuilder<VideoEntity> {
    return this.seenVideos(credentialId)
      .innerJoin('video.coursework', 'item')
      .innerJoin('item.course', 'course')
      .innerJoin(CourseworkAccessEntity, 'seen', `seen.courseworkId = item.id AND ${ofAccount('seen')}`)
      .addSelect('course.googleId', 'courseGoogleId')
      .addSelect('item.googleId', 'courseworkGoogleId')
      .where('video.tenantId = :tenantId', { tenantId });
  }
}

function ofAccount(alias: string): string {
  return `${alias}.credentialId = :credentialId`;
}

function itemFrom(
  item: CourseworkEntity,
): Omit<CourseworkItem, 'videos' | 'unknownMaterials'> & { id: number } {
  const { id, googleId, kind, title, description, state, topic, dueAt, alternateLink } = item;
  const times = { createdAt: item.googleCreatedAt, updatedAt: item.googleUpdatedAt };
  return { id, googleId, kind, title, description, state, topic, dueAt, alternateLink, ...times };
}

function videoFrom<Row extends VideoRow>({ verdictState, verdictCode, verdictAt, ...video }: Row) {
  return { ...video, verdict: verdictOf(verdictState, verdictCode, verdictAt) };
}
