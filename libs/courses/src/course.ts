import type { CourseRole, CourseworkKind } from '@app/google';
import type { Verdict } from './verdict';

export interface Teacher {
  id: string;
  name: string | null;
}

/** A course as one account sees it. */
export interface Course {
  /** Ours, for joins; callers know `googleId`. */
  id: number;
  googleId: string;
  name: string;
  section: string | null;
  descriptionHeading: string | null;
  description: string | null;
  room: string | null;
  ownerId: string | null;
  /** ACTIVE, ARCHIVED, PROVISIONED, DECLINED or SUSPENDED. */
  state: string;
  teachers: Teacher[];
  /** Their names, as Classroom orders them. */
  topics: string[];
  alternateLink: string | null;
  role: CourseRole;
  sync: SyncState;
}

/** A course that several accounts may see, shown as one of them sees it. */
export interface MergedCourse extends Course {
  /** The accounts that see it. */
  credentialIds: number[];
}

export type SyncStatus = 'never' | 'queued' | 'running' | 'done' | 'failed';

export interface SyncState {
  status: SyncStatus;
  syncedAt: Date | null;
  fullSyncedAt: Date | null;
  /** Kinds that could not be read because the account did not allow it. */
  unreadKinds: CourseworkKind[];
  errorCode: string | null;
  errorMessage: string | null;
  errorHint: string | null;
  /** Items with a Drive folder that was not read to its end. */
  truncatedItems: number;
}

export type VideoSource = 'youtube' | 'google_drive' | 'direct_link' | 'other';

/** A video that an address names by itself. */
export interface VideoAddress {
  source: VideoSource;
  /** `youtube:<id>`, `drive:<fileId>` or `url:<hash>`: the same video has the same key everywhere in a tenant. */
  sourceKey: string;
  url: string;
}

/** What Classroom and Drive tell of a video. */
export interface VideoDetails {
  title: string | null;
  thumbnailUrl: string | null;
  mimeType: string | null;
  sizeBytes: number | null;
  durationSeconds: number | null;
  resourceKey: string | null;
}

export interface Video extends VideoAddress, VideoDetails {
  id: string;
  verdict: Verdict;
}

export interface CourseworkItem {
  googleId: string;
  kind: CourseworkKind;
  title: string | null;
  description: string | null;
  state: string;
  topic: string | null;
  dueAt: Date | null;
  alternateLink: string | null;
  createdAt: Date | null;
  updatedAt: Date | null;
  /** Kinds of attachments that this version does not know: a video in one of them was not found. */
  unknownMaterials: string[];
  videos: Video[];
}

/** One page of a list; the token is ours and opaque. */
export interface ListPage<T> {
  items: T[];
  nextPageToken: string | null;
}
