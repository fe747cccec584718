import { DatabaseModule } from '@app/database';
import { GoogleModule } from '@app/google';
import { QueueModule } from '@app/queue';
import { Module } from '@nestjs/common';
import { syncCourseJob } from './course.jobs';
import { DiscoverVideos } from './discovery/discover-videos.service';
import { DriveExplorer } from './discovery/drive-explorer';
import { CheckVideo } from './discovery/check-video.service';
import { LinkProbe } from './discovery/link-probe';
import { FindCourses } from './queries/find-courses.query';
import { FindMergedCourses } from './queries/find-merged-courses.query';
import { FindVideos } from './queries/find-videos.query';
import { CourseAccessEntity } from './persistence/course-access.entity';
import { CourseEntity, CourseListEntity } from './persistence/course.entity';
import { CourseSyncsRepository } from './sync/persistence/course-syncs.repository';
import { CoursesRepository } from './persistence/courses.repository';
import { CourseworkAccessEntity, CourseworkEntity } from './persistence/coursework.entity';
import { CourseworkAccessRepository } from './sync/persistence/coursework-access.repository';
import { CourseworkRepository } from './sync/persistence/coursework.repository';
import { MergedCoursesRepository } from './queries/persistence/merged-courses.repository';
import { RequestedSyncsRepository } from './sync/persistence/requested-syncs.repository';
import { SharedReadingsRepository } from './sync/persistence/shared-readings.repository';
import { ReachableSources } from './queries/reachable-sources.query';
import { SourceReachRepository } from './discovery/persistence/source-reach.repository';
import { SourceReachEntity, VideoAccessEntity, VideoEntity } from './persistence/video.entity';
import { VideosRepository } from './persistence/videos.repository';
import { CourseSyncBacklog } from './sync/course-sync-backlog';
import { KeepCourseFresh } from './sync/keep-course-fresh.service';
import { ReadCourse } from './sync/read-course.service';
import { RunCourseSync } from './sync/run-course-sync.service';
import { SyncCourse } from './sync/sync-course.service';
import { SyncCourseList } from './sync/sync-course-list.service';
import { SyncCourseLists } from './sync/sync-course-lists.service';
import { SyncKind } from './sync/sync-kind.service';
import { SyncWatch } from './sync/sync-watch';
import { TakeOverReading } from './sync/take-over-reading.service';

const ENTITIES = [
  CourseAccessEntity,
  CourseEntity,
  CourseListEntity,
  CourseworkAccessEntity,
  CourseworkEntity,
  SourceReachEntity,
  VideoAccessEntity,
  VideoEntity,
];

const PUBLIC = [
  CourseSyncBacklog,
  FindCourses,
  FindMergedCourses,
  FindVideos,
  CheckVideo,
  ReachableSources,
  RunCourseSync,
];

@Module({
  imports: [DatabaseModule.forFeature(ENTITIES), QueueModule.forJobs(syncCourseJob), GoogleModule],
  providers: [
    ...PUBLIC,
    CourseSyncsRepository,
    CoursesRepository,
    CourseworkAccessRepository,
    CourseworkRepository,
    DiscoverVideos,
    DriveExplorer,
    KeepCourseFresh,
    LinkProbe,
    MergedCoursesRepository,
    ReadCourse,
    RequestedSyncsRepository,
    SharedReadingsRepository,
    SourceReachRepository,
    SyncCourse,
    SyncCourseList,
    SyncCourseLists,
    SyncKind,
    SyncWatch,
    TakeOverReading,
    VideosRepository,
  ],
  exports: PUBLIC,
})
export class CoursesModule {}
