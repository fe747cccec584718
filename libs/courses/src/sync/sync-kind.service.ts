import { Database } from '@app/database';
import { mapConcurrently } from '@app/kernel';
import { ClassroomClient, type ClassroomItem, type CourseworkKind } from '@app/google';
import { LeaseLost } from '@app/work';
import { Injectable, Logger } from '@nestjs/common';
import { DiscoverVideos, type ItemVisit } from '../discovery/discover-videos.service';
import { unknownKinds } from '../material-kinds';
import { CourseSyncsRepository, type SyncClaim } from './persistence/course-syncs.repository';
import { CourseworkRepository, type CourseView } from './persistence/coursework.repository';
import type { DiscoveredItem } from './persistence/coursework-records';
import { dueDateOf } from './due-date';

const CONCURRENT_ITEMS = 4;

export interface KindSync {
  kind: CourseworkKind;
  courseGoogleId: string;
  /** Names by id. */
  topics: Map<string, string>;
  view: CourseView;
  visit: ItemVisit;
  claim: SyncClaim;
  /** To the end of the list, so that what is gone is noticed. */
  whole: boolean;
  /** Also items that did not change: what they link to may have. */
  anew: boolean;
}

/** Reads one kind of item of a course, the newest change first, a page at a time. */
@Injectable()
export class SyncKind {
  private readonly logger = new Logger(SyncKind.name);

  constructor(
    private readonly classroom: ClassroomClient,
    private readonly discover: DiscoverVideos,
    private readonly coursework: CourseworkRepository,
    private readonly syncs: CourseSyncsRepository,
    private readonly database: Database,
  ) {}

  /** Unless the whole is wanted, it stops at the first page that has nothing new: all after it is older. */
  async readKind(sync: KindSync): Promise<void> {
    let pageToken: string | undefined;
    do {
      const request = { pageToken, signal: sync.visit.signal };
      const page = await this.classroom.items(
        sync.view.credentialId,
        sync.kind,
        sync.courseGoogleId,
        request,
      );
      const changed = await this.savePage(sync, page.items);
      if (!sync.whole && page.items.length > 0 && changed === 0) return;
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined);
  }

  /** How many items of the page were new or changed. */
  private async savePage(sync: KindSync, items: ClassroomItem[]): Promise<number> {
    const ids = items.map((item) => item.id ?? '');
    const seen = await this.coursework.seenVersions(sync.view, sync.kind, ids);
    const isKnown = (item: ClassroomItem) => seen.get(item.id ?? '') === Date.parse(item.updateTime ?? '');
    const distinct = new Map(items.map((item) => [item.id, item]));
    const changed = [...distinct.values()].filter((item) => item.id && (sync.anew || !isKnown(item)));
    this.warnOfUnknown(sync, changed);
    const found = await mapConcurrently(changed, CONCURRENT_ITEMS, (item) => this.discovered(sync, item));
    if (!(await this.syncs.heartbeat(sync.claim))) throw new LeaseLost();
    await this.database.transaction(async () => {
      await this.coursework.save(sync.view, found);
      await this.coursework.touch(sync.view, sync.kind, ids);
    });
    return changed.length;
  }

  /** Google adds kinds of material from time to time; a video in one of them would be missed silently. */
  private warnOfUnknown({ courseGoogleId, kind }: KindSync, items: ClassroomItem[]): void {
    const kinds = items.flatMap(({ materials }) => unknownKinds(materials));
    if (kinds.length === 0) return;
    const facts = { course_id: courseGoogleId, kind, materials: kinds.length, kinds: [...new Set(kinds)] };
    this.logger.warn({ message: 'materials of an unknown kind were left out', ...facts });
  }

  private async discovered(sync: KindSync, item: ClassroomItem): Promise<DiscoveredItem> {
    return {
      kind: sync.kind,
      item,
      topic: sync.topics.get(item.topicId ?? '') ?? null,
      dueAt: dueDateOf(item),
      ...(await this.discover.discover(item, sync.visit)),
    };
  }
}
