import { AppConfig } from '@app/config';
import { type Feature, hasFeature, missingFeatures } from './features';

const SCOPE = 'https://www.googleapis.com/auth/';
const ALL = ['courses', 'assignments', 'materials', 'announcements', 'topics', 'teachers', 'drive'];

describe(hasFeature, () => {
  it.each<[Feature, string]>([
    ['courses', 'classroom.courses'],
    ['courses', 'classroom.courses.readonly'],
    ['assignments', 'classroom.coursework.me'],
    ['assignments', 'classroom.coursework.me.readonly'],
    ['assignments', 'classroom.coursework.students'],
    ['assignments', 'classroom.coursework.students.readonly'],
    ['assignments', 'classroom.student-submissions.me.readonly'],
    ['assignments', 'classroom.student-submissions.students.readonly'],
    ['materials', 'classroom.courseworkmaterials'],
    ['materials', 'classroom.courseworkmaterials.readonly'],
    ['announcements', 'classroom.announcements'],
    ['announcements', 'classroom.announcements.readonly'],
    ['topics', 'classroom.topics.readonly'],
    ['teachers', 'classroom.rosters.readonly'],
    ['drive', 'drive'],
    ['drive', 'drive.readonly'],
  ])('should allow %s with %s alone', (feature, scope) => {
    expect(hasFeature(['openid', SCOPE + scope], feature)).toBe(true);
    expect(missingFeatures([SCOPE + scope])).toEqual(ALL.filter((one) => one !== feature));
  });

  it.each<[Feature, string]>([
    // Uploading what the app itself made does not allow reading the files of a class.
    ['drive', `${SCOPE}drive.file`],
    ['drive', `${SCOPE}drive.metadata.readonly`],
    // The student's own coursework is not the course's materials.
    ['materials', `${SCOPE}classroom.coursework.me.readonly`],
    ['courses', 'classroom.courses.readonly'],
    ['courses', `${SCOPE}classroom.courses.readonly.evil`],
  ])('should not allow %s with %s', (feature, scope) => {
    expect(hasFeature([scope], feature)).toBe(false);
  });
});

describe(missingFeatures, () => {
  it('should name everything when nothing was ticked', () => {
    expect(missingFeatures([])).toEqual(ALL);
    expect(missingFeatures(['openid', 'email'])).toEqual(ALL);
  });

  it('should be empty for the scopes that we ask for when nothing else is configured', () => {
    const { google } = new AppConfig({
      DATABASE_URL: 'postgresql://localhost/classroom',
      REDIS_URL: 'redis://localhost',
      ENCRYPTION_KEY: 'an encryption key for tests',
      JWT_SECRET_KEY: 'a secret that signs the tokens of tests',
    });
    expect(missingFeatures(google.scopes)).toEqual([]);
  });

  it('should not mind the order, repetitions and scopes that nobody asked for', () => {
    const granted = ['topics', 'rosters', 'announcements', 'topics', 'push-notifications'].map(
      (name) => `${SCOPE}classroom.${name}`,
    );
    expect(missingFeatures(granted)).toEqual(['courses', 'assignments', 'materials', 'drive']);
  });
});
