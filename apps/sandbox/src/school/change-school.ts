import type { DriveEntry, SandboxCourse, SandboxItem, School } from './school';

type Some<T extends { id: string }> = Partial<T> & { id: string };

const MIDDAY = '2026-03-02T12:00:00.000Z';

/** Adds a course or changes it; a new one is taught by the first person and attended by nobody. */
export function putCourse(school: School, course: Some<SandboxCourse>): SandboxCourse {
  const owner = school.people[0]?.sub ?? '';
  return put(school.courses, course, {
    name: `Turma ${course.id}`,
    courseState: 'ACTIVE',
    ownerId: owner,
    creationTime: MIDDAY,
    updateTime: MIDDAY,
    teachers: [owner],
    students: [],
    topics: [],
    items: [],
  });
}

/** Adds an item to a course or changes it; a new one is material that everybody sees. */
export function putItem(course: SandboxCourse, item: Some<SandboxItem>): SandboxItem {
  return put(course.items, item, {
    kind: 'courseWorkMaterial',
    title: `Material ${item.id}`,
    materials: [],
    state: 'PUBLISHED',
    creationTime: MIDDAY,
    updateTime: MIDDAY,
  });
}

/** Adds a file, folder or shortcut or changes it; a new one is a video of the first person that anybody may see. */
export function putFile(school: School, file: Some<DriveEntry>): DriveEntry {
  return put(school.files, file, {
    name: `${file.id}.mp4`,
    mimeType: 'video/mp4',
    owner: school.people[0]?.sub ?? '',
    readers: 'anyone',
    modifiedTime: MIDDAY,
    ...(file.path === undefined ? {} : { headRevisionId: `rev-${file.id}` }),
  });
}

/** False when there was no such thing. */
export function removeById(list: { id: string }[], id: string): boolean {
  const place = list.findIndex((one) => one.id === id);
  return place >= 0 && list.splice(place, 1).length > 0;
}

function put<T extends { id: string }>(list: T[], change: Some<T>, defaults: Omit<T, 'id'>): T {
  const known = list.find(({ id }) => id === change.id);
  if (known) return Object.assign(known, change);
  const made = { ...defaults, ...change } as T;
  list.push(made);
  return made;
}
