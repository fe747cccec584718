export type {
  Course,
  CourseworkItem,
  ListPage,
  MergedCourse,
  SyncState,
  Teacher,
  Video,
  VideoAddress,
  VideoSource,
} from './course';
export { type CourseWarning, warningsOf } from './course-warnings';
export { syncCourseJob, SyncCoursePayload } from './course.jobs';
export { CoursesModule } from './courses.module';
export { CheckVideo } from './discovery/check-video.service';
export { type Verdict, VERDICT_CODES, type VerdictState } from './verdict';
export { collectionAt } from './discovery/collections';
export { classifyLink, plainVideo, type LinkTarget } from './discovery/video-links';
export { FindCourses, type ListCourses, type ListCoursework } from './queries/find-courses.query';
export {
  type AccountProblem,
  FindMergedCourses,
  type ListMergedCourses,
  type MergedCourses,
} from './queries/find-merged-courses.query';
export { FindVideos, type ItemOfAccount, type VideosOfAccount } from './queries/find-videos.query';
export type { CourseVideo } from './persistence/videos.repository';
export { CourseSyncBacklog } from './sync/course-sync-backlog';
export { ReachableSources } from './queries/reachable-sources.query';
export { RunCourseSync } from './sync/run-course-sync.service';
