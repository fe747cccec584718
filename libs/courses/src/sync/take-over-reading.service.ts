import { Database } from '@app/database';
import type { CourseworkKind } from '@app/google';
import { mapConcurrently } from '@app/kernel';
import { LeaseLost } from '@app/work';
import { Injectable } from '@nestjs/common';
import { DiscoverVideos, type ItemVisit } from '../discovery/discover-videos.service';
import { linksOfItem } from '../discovery/item-links';
import { CourseSyncsRepository, type SyncClaim } from './persistence/course-syncs.repository';
import { CourseworkRepository, type CourseView } from './persistence/coursework.repository';
import type { DiscoveredItem } from './persistence/coursework-records';
import { type SharedItem, SharedReadingsRepository } from './persistence/shared-readings.repository';

const PAGE_SIZE = 100;
const CONCURRENT_ITEMS = 4;

export interface TakeOver {
  kind: CourseworkKind;
  /** The account that has read the course. */
  from: number;
  view: CourseView;
  visit: ItemVisit;
  claim: SyncClaim;
}

/**
 * Gives one account what another of the same role has read: Google lists the same items to both, so it is not asked
 * again. Only what an account may do with files in Drive is its own, and looked at with the account itself.
 */
@Injectable()
export class TakeOverReading {
  constructor(
    private readonly readings: SharedReadingsRepository,
    private readonly coursework: CourseworkRepository,
    private readonly syncs: CourseSyncsRepository,
    private readonly discover: DiscoverVideos,
    private readonly database: Database,
  ) {}

  async takeOver(takeOver: TakeOver): Promise<void> {
    const { view, kind, from, claim } = takeOver;
    let after = 0;
    for (;;) {
      const items = await this.readings.changed(view, kind, { from, after, limit: PAGE_SIZE });
      await this.lookIntoDrive(takeOver, items);
      const last = items.at(-1);
      if (!last || items.length < PAGE_SIZE) break;
      after = last.id;
    }
    if (!(await this.syncs.heartbeat(claim))) throw new LeaseLost();
    await this.database.transaction(() => this.readings.copy(view, kind, from));
  }

  private async lookIntoDrive({ view, kind, visit, claim }: TakeOver, items: SharedItem[]): Promise<void> {
    const withFiles = items.filter(({ item }) =>
      linksOfItem(item).some(({ target }) => target.kind === 'drive'),
    );
    const found = await mapConcurrently(
      withFiles,
      CONCURRENT_ITEMS,
      async ({ item, topic, dueAt }): Promise<DiscoveredItem> => ({
        kind,
        item,
        topic,
        dueAt,
        ...(await this.discover.discover(item, { ...visit, driveOnly: true })),
      }),
    );
    if (!(await this.syncs.heartbeat(claim))) throw new LeaseLost();
    await this.database.transaction(() => this.coursework.save(view, found, { keepOrder: true }));
  }
}
