import { Database, selectList } from '@app/database';
import type { CourseworkKind } from '@app/google';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository, type SelectQueryBuilder } from 'typeorm';
import { CourseworkAccessEntity, CourseworkEntity } from '../../persistence/coursework.entity';
import { CourseworkAccessRepository } from './coursework-access.repository';
import { SourceReachRepository } from '../../discovery/persistence/source-reach.repository';
import { VideoEntity } from '../../persistence/video.entity';
import {
  type DiscoveredItem,
  ITEM_RECORD,
  VIDEO_RECORD,
  itemRecord,
  videoRecord,
} from './coursework-records';

export interface CourseView {
  tenantId: string;
  courseId: number;
  credentialId: number;
}

/** As SQL: videos as they were found, for statements that need no more of them. */
const foundVideos = (found: string) =>
  `jsonb_to_recordset(${found}::jsonb) AS n(coursework_id bigint, source_key text)`;

/** Writes what discovery finds. SQL where thousands of rows go in one parameter, as JSON. */
@Injectable()
export class CourseworkRepository {
  constructor(
    private readonly database: Database,
    private readonly access: CourseworkAccessRepository,
    @InjectRepository(CourseworkEntity) private readonly items: Repository<CourseworkEntity>,
    @InjectRepository(VideoEntity) private readonly videos: Repository<VideoEntity>,
    private readonly reaches: SourceReachRepository,
  ) {}

  /** The moment of the database, whose clock tells when something was seen. SQL: it is of no table. */
  async databaseNow(): Promise<Date> {
    const { at } = await this.database.onlyRow<{ at: Date }>('SELECT clock_timestamp() AS at');
    return at;
  }

  /** Of these items, when those that this account has looked at had last changed at Google. */
  async seenVersions(
    view: CourseView,
    kind: CourseworkKind,
    googleIds: string[],
  ): Promise<Map<string, number>> {
    const rows = await this.itemsOf(view, kind)
      .innerJoin(
        CourseworkAccessEntity,
        'access',
        'access.courseworkId = item.id AND access.credentialId = :credentialId',
        { credentialId: view.credentialId },
      )
      .andWhere('item.googleId = ANY (:googleIds)', { googleIds })
      .select('item.googleId', 'googleId')
      .addSelect('access.googleUpdatedAt', 'updatedAt')
      .getRawMany<{ googleId: string; updatedAt: Date | null }>();
    return new Map(rows.map(({ googleId, updatedAt }) => [googleId, updatedAt?.getTime() ?? 0]));
  }

  /** Saves items with their videos; what this account no longer finds goes for it. Join a transaction. */
  async save(
    view: CourseView,
    found: readonly DiscoveredItem[],
    { keepOrder = false }: { keepOrder?: boolean } = {},
  ): Promise<void> {
    if (found.length === 0) return;
    const ids = await this.saveItems(view, found);
    const videos = found.flatMap((one) =>
      one.videos.map((video, position) => videoRecord(ids.get(one.item.id ?? '') ?? 0, position, video)),
    );
    await this.saveVideos(view, videos, keepOrder);
    const complete = found.filter((one) => one.complete).map(({ item }) => ids.get(item.id ?? '') ?? 0);
    await this.saveVideoAccess(view.credentialId, videos, { all: [...ids.values()], complete });
    await this.videos
      .createQueryBuilder()
      .delete()
      .where('coursework_id = ANY (:items::bigint[])', { items: [...ids.values()] })
      .andWhere('NOT EXISTS (SELECT 1 FROM video_access a WHERE a.video_id = videos.id)')
      .execute();
    await this.reaches.saveFound(
      view.credentialId,
      found.flatMap((one) => one.videos.filter(({ privateTo }) => privateTo === 'account')),
    );
  }

  /** Items that did not change but are still there. */
  async touch(view: CourseView, kind: CourseworkKind, googleIds: string[]): Promise<void> {
    const items = this.itemsOf(view, kind)
      .andWhere('item.googleId = ANY (:googleIds)', { googleIds })
      .select('item.id');
    await this.access.touchItems(view.credentialId, items);
  }

  /** After a whole read: what this account did not meet since `since` is gone for it, and for good when nobody sees it. */
  async pruneUnseen(view: CourseView, kind: CourseworkKind, since: Date): Promise<void> {
    const { courseId, credentialId } = view;
    const unseen = this.itemsOf(view, kind)
      .innerJoin(CourseworkAccessEntity, 'a', 'a.courseworkId = item.id AND a.credentialId = :credentialId', {
        credentialId,
      })
      .andWhere('a.seenAt < :since', { since })
      .select('item.id');
    const videos = this.videos.createQueryBuilder('v').select('v.id');
    videos.where(`v.courseworkId IN (${unseen.getQuery()})`, unseen.getParameters());
    await this.database.transaction(async () => {
      // The videos first: by the items that go it is known which ones.
      await this.access.removeVideos(credentialId, videos);
      await this.access.removeItems(credentialId, unseen);
    });
    await this.items
      .createQueryBuilder()
      .delete()
      .where({ courseId, kind })
      .andWhere('NOT EXISTS (SELECT 1 FROM coursework_access a WHERE a.coursework_id = coursework.id)')
      .execute();
  }

  private itemsOf({ courseId }: CourseView, kind: CourseworkKind): SelectQueryBuilder<CourseworkEntity> {
    return this.items
      .createQueryBuilder('item')
      .where('item.courseId = :courseId AND item.kind = :kind', { courseId, kind });
  }

  /** Our ids by Google's. */
  private async saveItems(view: CourseView, found: readonly DiscoveredItem[]): Promise<Map<string, number>> {
    const rows = await this.database.rows<Pick<CourseworkEntity, 'id' | 'googleId'>>(
      `WITH saved AS (
         INSERT INTO coursework (tenant_id, course_id, google_id, kind, title, description, state, topic, due_at,
           alternate_link, google_created_at, google_updated_at, raw)
         SELECT $1, $2, n.google_id, n.kind, n.title, n.description, n.state, n.topic, n.due_at, n.alternate_link,
           n.google_created_at, n.google_updated_at, n.raw
         FROM jsonb_to_recordset($4::jsonb) AS n(${ITEM_RECORD})
         ORDER BY n.kind, n.google_id
         ON CONFLICT (course_id, kind, google_id) DO UPDATE SET title = EXCLUDED.title, description = EXCLUDED.description,
           state = EXCLUDED.state, topic = EXCLUDED.topic, due_at = EXCLUDED.due_at, alternate_link = EXCLUDED.alternate_link,
           google_updated_at = EXCLUDED.google_updated_at, raw = EXCLUDED.raw, updated_at = now()
         RETURNING id, kind, google_id, google_updated_at),
       seen AS (
         INSERT INTO coursework_access (coursework_id, credential_id, google_updated_at, truncated)
         SELECT s.id, $3, s.google_updated_at, n.truncated
         FROM saved s JOIN jsonb_to_recordset($4::jsonb) AS n(${ITEM_RECORD}) USING (kind, google_id)
         ON CONFLICT (coursework_id, credential_id) DO UPDATE SET google_updated_at = EXCLUDED.google_updated_at,
           truncated = EXCLUDED.truncated, seen_at = now())
       SELECT ${selectList(this.items, 'saved', ['id', 'googleId'])} FROM saved`,
      [view.tenantId, view.courseId, view.credentialId, JSON.stringify(found.map(itemRecord))],
    );
    return new Map(rows.map(({ googleId, id }) => [googleId, id]));
  }

  private async saveVideos(view: CourseView, videos: readonly object[], keepOrder: boolean): Promise<void> {
    await this.database.rows(
      `INSERT INTO videos (tenant_id, coursework_id, position, source, source_key, url, title, thumbnail_url, mime_type,
         size_bytes, duration_seconds, resource_key, verdict, verdict_code, verdict_at)
       SELECT $1, n.*, now() FROM jsonb_to_recordset($2::jsonb) AS n(${VIDEO_RECORD})
       ON CONFLICT (coursework_id, source_key) DO UPDATE SET position = CASE WHEN $3 THEN videos.position ELSE EXCLUDED.position END, url = EXCLUDED.url,
         title = COALESCE(EXCLUDED.title, videos.title), thumbnail_url = COALESCE(EXCLUDED.thumbnail_url, videos.thumbnail_url),
         mime_type = COALESCE(EXCLUDED.mime_type, videos.mime_type), size_bytes = COALESCE(EXCLUDED.size_bytes, videos.size_bytes),
         duration_seconds = COALESCE(EXCLUDED.duration_seconds, videos.duration_seconds),
         resource_key = COALESCE(EXCLUDED.resource_key, videos.resource_key), verdict = EXCLUDED.verdict,
         verdict_code = EXCLUDED.verdict_code, verdict_at = now(), updated_at = now()`,
      [view.tenantId, JSON.stringify(videos), keepOrder],
    );
  }

  /** This account sees what it found and nothing else, but for links that may have led to more than could be looked at. */
  private async saveVideoAccess(
    credentialId: number,
    videos: readonly object[],
    items: { all: number[]; complete: number[] },
  ): Promise<void> {
    const found = JSON.stringify(videos);
    await this.database.rows(
      `INSERT INTO video_access (video_id, credential_id) SELECT v.id, $1 FROM videos v JOIN ${foundVideos('$2')}
         ON n.coursework_id = v.coursework_id AND n.source_key = v.source_key
       ON CONFLICT (video_id, credential_id) DO NOTHING`,
      [credentialId, found],
    );
    const outdated = this.videos
      .createQueryBuilder('v')
      .select('v.id')
      .where('v.courseworkId = ANY (:all::bigint[])')
      .andWhere(`(v.courseworkId = ANY (:complete::bigint[]) OR v.source NOT IN ('direct_link', 'other'))`)
      .andWhere(
        `NOT EXISTS (SELECT 1 FROM ${foundVideos(':found')}
           WHERE n.coursework_id = v.courseworkId AND n.source_key = v.sourceKey)`,
      );
    await this.access.removeVideos(credentialId, outdated.setParameters({ ...items, found }));
  }
}
