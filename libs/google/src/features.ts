const CLASSROOM = 'https://www.googleapis.com/auth/classroom.';
const DRIVE = 'https://www.googleapis.com/auth/drive';

/**
 * What a person lets us do, and the scopes any one of which is enough. Google may grant another name than the one
 * that was asked for, so scopes are never compared as a whole.
 */
const FEATURES = {
  courses: [`${CLASSROOM}courses`, `${CLASSROOM}courses.readonly`],
  assignments: [
    `${CLASSROOM}coursework.me`,
    `${CLASSROOM}coursework.me.readonly`,
    `${CLASSROOM}coursework.students`,
    `${CLASSROOM}coursework.students.readonly`,
    `${CLASSROOM}student-submissions.me.readonly`,
    `${CLASSROOM}student-submissions.students.readonly`,
  ],
  materials: [`${CLASSROOM}courseworkmaterials`, `${CLASSROOM}courseworkmaterials.readonly`],
  announcements: [`${CLASSROOM}announcements`, `${CLASSROOM}announcements.readonly`],
  topics: [`${CLASSROOM}topics`, `${CLASSROOM}topics.readonly`],
  teachers: [`${CLASSROOM}rosters`, `${CLASSROOM}rosters.readonly`],
  drive: [DRIVE, `${DRIVE}.readonly`],
} as const;

export type Feature = keyof typeof FEATURES;

/** True when the granted scopes let us do this. */
export function hasFeature(granted: readonly string[], feature: Feature): boolean {
  return FEATURES[feature].some((scope) => granted.includes(scope));
}

/** What these scopes are asked for. */
export function wantedFeatures(scopes: readonly string[]): Feature[] {
  return (Object.keys(FEATURES) as Feature[]).filter((feature) => hasFeature(scopes, feature));
}

/** What the person did not tick. */
export function missingFeatures(granted: readonly string[]): Feature[] {
  return (Object.keys(FEATURES) as Feature[]).filter((feature) => !hasFeature(granted, feature));
}
