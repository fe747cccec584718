import {
  ClassroomClient,
  type CourseworkKind,
  type Credential,
  GoogleMissingScope,
  hasFeature,
} from '@app/google';
import { Injectable } from '@nestjs/common';
import type { Course } from '../course';
import type { ItemVisit } from '../discovery/discover-videos.service';
import type { SyncClaim } from './persistence/course-syncs.repository';
import { CoursesRepository } from '../persistence/courses.repository';
import { CourseworkRepository } from './persistence/coursework.repository';
import { type KindSync, SyncKind } from './sync-kind.service';
import { TakeOverReading } from './take-over-reading.service';

const KINDS: readonly { kind: CourseworkKind; feature: 'assignments' | 'materials' | 'announcements' }[] = [
  { kind: 'assignment', feature: 'assignments' },
  { kind: 'material', feature: 'materials' },
  { kind: 'announcement', feature: 'announcements' },
];

export interface Reading {
  course: Course;
  credential: Credential;
  claim: SyncClaim;
  visit: ItemVisit;
}

/** Kinds that the person did not allow. */
export function unreadableKinds({ scopes }: Credential): CourseworkKind[] {
  return KINDS.filter(({ feature }) => !hasFeature(scopes, feature)).map(({ kind }) => kind);
}

/** Reads one course through one account: at Google, or what another account has read there. */
@Injectable()
export class ReadCourse {
  constructor(
    private readonly classroom: ClassroomClient,
    private readonly courses: CoursesRepository,
    private readonly coursework: CourseworkRepository,
    private readonly kinds: SyncKind,
    private readonly takeOver: TakeOverReading,
  ) {}

  /** What changed since the last time, or all of it. Answers the kinds that could not be read. */
  async atGoogle(reading: Reading, how: { anew: boolean; whole: boolean }): Promise<CourseworkKind[]> {
    const { course, credential, claim, visit } = reading;
    const view = viewOf(reading);
    const topics = await this.topicsOf(course, credential, visit.signal);
    const unread = unreadableKinds(credential);
    for (const { kind } of KINDS.filter((one) => !unread.includes(one.kind))) {
      const sync: KindSync = { kind, courseGoogleId: course.googleId, topics, view, visit, claim, ...how };
      if (!(await this.readKind(sync))) unread.push(kind);
    }
    return unread;
  }

  /** What another account that sees the same has read. Answers the kinds that are not allowed. */
  async from(account: number, reading: Reading): Promise<CourseworkKind[]> {
    const { credential, claim, visit } = reading;
    const unread = unreadableKinds(credential);
    for (const { kind } of KINDS.filter((one) => !unread.includes(one.kind)))
      await this.takeOver.takeOver({ kind, from: account, view: viewOf(reading), visit, claim });
    return unread;
  }

  /** False when the account did not allow this kind; the others still count. */
  private async readKind(sync: KindSync): Promise<boolean> {
    try {
      const startedAt = await this.coursework.databaseNow();
      await this.kinds.readKind(sync);
      if (sync.whole) await this.coursework.pruneUnseen(sync.view, sync.kind, startedAt);
      return true;
    } catch (error) {
      if (error instanceof GoogleMissingScope) return false;
      throw error;
    }
  }

  private async topicsOf(
    course: Course,
    credential: Credential,
    signal?: AbortSignal,
  ): Promise<Map<string, string>> {
    if (!hasFeature(credential.scopes, 'topics')) return new Map();
    try {
      const topics = await this.classroom.topics(credential.id, course.googleId, signal);
      await this.courses.saveTopics(course.id, [...topics.values()]);
      return topics;
    } catch (error) {
      if (error instanceof GoogleMissingScope) return new Map();
      throw error;
    }
  }
}

function viewOf({ course, credential }: Reading) {
  return { tenantId: credential.tenantId, courseId: course.id, credentialId: credential.id };
}
