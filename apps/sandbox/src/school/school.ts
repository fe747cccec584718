/** Everything the sandbox knows: people, classes and files. Tests change it while it runs. */
export interface School {
  people: Person[];
  courses: SandboxCourse[];
  files: DriveEntry[];
  /** YouTube videos that exist; all others are gone. */
  youtube: Map<string, { title: string }>;
}

export interface Person {
  /** Google's stable id of the account. */
  sub: string;
  email: string;
  name: string;
  /** Google has not seen the person read mail at this address. */
  unverified?: boolean;
  /** The Workspace that manages the account. */
  domain?: string;
}

export interface SandboxCourse {
  id: string;
  name: string;
  section?: string;
  descriptionHeading?: string;
  description?: string;
  room?: string;
  courseState: 'ACTIVE' | 'ARCHIVED' | 'PROVISIONED' | 'DECLINED' | 'SUSPENDED';
  ownerId: string;
  creationTime: string;
  updateTime: string;
  teachers: string[];
  students: string[];
  topics: { topicId: string; name: string }[];
  items: SandboxItem[];
}

export type ItemKind = 'courseWork' | 'courseWorkMaterial' | 'announcement';

export interface SandboxItem {
  kind: ItemKind;
  id: string;
  /** Assignments and materials. */
  title?: string;
  description?: string;
  /** Announcements. */
  text?: string;
  materials: object[];
  state: 'PUBLISHED' | 'DRAFT' | 'DELETED';
  topicId?: string;
  creationTime: string;
  updateTime: string;
  dueDate?: { year: number; month: number; day: number };
  dueTime?: { hours: number; minutes: number };
  /** Students it was assigned to, by `sub`; without them, all. */
  assignees?: string[];
}

export interface DriveEntry {
  id: string;
  name: string;
  mimeType: string;
  owner: string;
  /** Who may see it, by `sub`; `anyone` for shared by link. */
  readers: string[] | 'anyone';
  parents?: string[];
  /** The shared drive it lies on; such files show only to who asks for all drives. */
  driveId?: string;
  /** Where the bytes are; folders and shortcuts have none. */
  path?: string;
  headRevisionId?: string;
  modifiedTime: string;
  trashed?: boolean;
  /** The owner forbids downloading. */
  downloadForbidden?: boolean;
  resourceKey?: string;
  /** Whether the resource key must be sent. */
  needsResourceKey?: boolean;
  shortcutTo?: string;
  video?: { width: number; height: number; durationMillis: number };
}

export function personBySub(school: School, sub: string): Person | undefined {
  return school.people.find((person) => person.sub === sub);
}

export function maySee(entry: DriveEntry, sub: string): boolean {
  return entry.owner === sub || entry.readers === 'anyone' || entry.readers.includes(sub);
}
