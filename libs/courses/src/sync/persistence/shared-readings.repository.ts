import { Database } from '@app/database';
import type { ClassroomItem, CourseworkKind } from '@app/google';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { CourseworkAccessEntity, CourseworkEntity } from '../../persistence/coursework.entity';
import { CourseworkAccessRepository } from './coursework-access.repository';
import type { CourseView } from './coursework.repository';
import { VideoEntity } from '../../persistence/video.entity';

export interface SharedItem {
  id: number;
  item: ClassroomItem;
  topic: string | null;
  dueAt: Date | null;
}

/** Items that everybody in the course sees; what was assigned to single students is theirs alone. */
const FOR_ALL = `w.raw->>'assigneeMode' IS DISTINCT FROM 'INDIVIDUAL_STUDENTS'`;
/** What another account has seen of one kind, for all. $1 course, $2 kind, $3 that account. */
const SEEN = `coursework w JOIN coursework_access l ON l.coursework_id = w.id AND l.credential_id = $3`;
const OF_ALL = `w.course_id = $1 AND w.kind = $2 AND ${FOR_ALL}`;

/** As SQL: that an account has seen an item `w`, or a video `v`. */
const itemSeenBy = (account: string) =>
  `SELECT 1 FROM coursework_access l WHERE l.coursework_id = w.id AND l.credential_id = ${account}`;
const videoSeenBy = (account: string) =>
  `SELECT 1 FROM video_access l WHERE l.video_id = v.id AND l.credential_id = ${account}`;

/** What one account has read of a course, for another that sees the same. SQL where copies are INSERT … SELECT. */
@Injectable()
export class SharedReadingsRepository {
  constructor(
    private readonly database: Database,
    private readonly access: CourseworkAccessRepository,
    @InjectRepository(CourseworkEntity) private readonly items: Repository<CourseworkEntity>,
    @InjectRepository(VideoEntity) private readonly videos: Repository<VideoEntity>,
  ) {}

  /** Items that the view lacks in the version that `from` has looked at, in order of their ids. */
  async changed(
    { courseId, credentialId }: CourseView,
    kind: CourseworkKind,
    { from, after, limit }: { from: number; after: number; limit: number },
  ): Promise<SharedItem[]> {
    const items = await this.items
      .createQueryBuilder('w')
      .innerJoin(CourseworkAccessEntity, 'l', 'l.courseworkId = w.id AND l.credentialId = :from', { from })
      .select(['w.id', 'w.raw', 'w.topic', 'w.dueAt'])
      .where({ courseId, kind })
      .andWhere(FOR_ALL)
      .andWhere('w.id > :after', { after })
      .andWhere(
        `NOT EXISTS (SELECT 1 FROM coursework_access m WHERE m.coursework_id = w.id
           AND m.credential_id = :credentialId AND m.google_updated_at IS NOT DISTINCT FROM l.googleUpdatedAt)`,
        { credentialId },
      )
      .orderBy('w.id')
      .limit(limit)
      .getMany();
    return items.map(({ id, raw, topic, dueAt }) => ({ id, item: raw as ClassroomItem, topic, dueAt }));
  }

  /** Makes the view of one kind that of `from`, but for private files and items. Join a transaction. */
  async copy(view: CourseView, kind: CourseworkKind, from: number): Promise<void> {
    await this.database.rows(
      `INSERT INTO coursework_access AS m (coursework_id, credential_id, google_updated_at)
       SELECT w.id, $4, l.google_updated_at FROM ${SEEN} WHERE ${OF_ALL}
       ON CONFLICT (coursework_id, credential_id) DO UPDATE SET google_updated_at = EXCLUDED.google_updated_at,
         seen_at = now()`,
      [view.courseId, kind, from, view.credentialId],
    );
    await this.removeUnseen(view, kind, from);
    await this.copyPublicVideos(view, kind, from);
  }

  private async removeUnseen(
    { courseId, credentialId }: CourseView,
    kind: CourseworkKind,
    from: number,
  ): Promise<void> {
    const unseen = this.items.createQueryBuilder('w').select('w.id');
    unseen
      .where('w.courseId = :courseId AND w.kind = :kind', { courseId, kind })
      .andWhere(FOR_ALL)
      .andWhere(`NOT EXISTS (${itemSeenBy(':from')})`, { from });
    await this.access.removeItems(credentialId, unseen);
  }

  /** What a link in an item leads to is the same for all. Private files each account looks at by itself. */
  private async copyPublicVideos(
    { courseId, credentialId }: CourseView,
    kind: CourseworkKind,
    from: number,
  ): Promise<void> {
    await this.database.rows(
      `INSERT INTO video_access (video_id, credential_id)
       SELECT v.id, $4 FROM ${SEEN} JOIN videos v ON v.coursework_id = w.id
         JOIN video_access s ON s.video_id = v.id AND s.credential_id = $3
       WHERE ${OF_ALL} AND v.source <> 'google_drive'
       ON CONFLICT (video_id, credential_id) DO NOTHING`,
      [courseId, kind, from, credentialId],
    );
    const gone = this.videos.createQueryBuilder('v').select('v.id');
    gone
      .innerJoin(CourseworkEntity, 'w', 'w.id = v.courseworkId')
      .where('w.courseId = :courseId AND w.kind = :kind', { courseId, kind });
    gone.andWhere(
      `(v.source <> 'google_drive' AND ${FOR_ALL} AND NOT EXISTS (${videoSeenBy(':from')})
        OR NOT EXISTS (${itemSeenBy(':credentialId')}))`,
      { from, credentialId },
    );
    await this.access.removeVideos(credentialId, gone);
  }
}
