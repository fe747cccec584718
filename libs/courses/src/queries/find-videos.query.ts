import type { Viewer } from '@app/kernel';
import { type CourseworkKind, type Credential, FindCredentials } from '@app/google';
import { Injectable } from '@nestjs/common';
import type { Course } from '../course';
import { CourseworkAmbiguous, CourseworkNotFound, CourseworkUnknown, VideoNotFound } from '../course.errors';
import { FindCourses } from './find-courses.query';
import { type CourseVideo, VideosRepository } from '../persistence/videos.repository';
import { KeepCourseFresh } from '../sync/keep-course-fresh.service';

/** Videos to be downloaded, and the account through which they are seen. */
export interface VideosOfAccount {
  videos: CourseVideo[];
  credential: Credential;
}

/** An item of a course, by Google's ids; the course may be left out where the item is known. */
export interface ItemOfAccount {
  courseId?: string;
  courseworkId: string;
  credentialId: number;
}

/** Videos as one account sees them, for requests to download. */
@Injectable()
export class FindVideos {
  constructor(
    private readonly courses: FindCourses,
    private readonly credentials: FindCredentials,
    private readonly fresh: KeepCourseFresh,
    private readonly videos: VideosRepository,
  ) {}

  /** Every video of an item. @throws CourseNotFound, CourseworkNotFound, CourseworkUnknown, CourseworkAmbiguous */
  async ofItem(
    { courseworkId, credentialId, ...given }: ItemOfAccount,
    viewer: Viewer,
  ): Promise<VideosOfAccount> {
    const courseId = given.courseId ?? (await this.courseOf(courseworkId, credentialId, viewer));
    const { course, credential } = await this.courses.withCredential(courseId, credentialId, viewer);
    const find = () => this.videos.listByItem(viewer.tenantId, credentialId, courseId, courseworkId);
    let videos = await find();
    if (!videos) {
      await this.fresh.ensure(course, credential);
      videos = await find();
    }
    if (!videos) throw new CourseworkNotFound(courseworkId);
    return { videos, credential };
  }

  /** Every video of a course, as far as it is known. */
  ofCourse(course: Course, credential: Credential, kinds: CourseworkKind[]): Promise<CourseVideo[]> {
    return this.videos.listByCourse(credential.tenantId, credential.id, course.googleId, kinds);
  }

  /**
   * One video, through the given account or any that the caller may use.
   * @throws VideoNotFound; CredentialNeedsReconsent or CredentialRevoked when only such accounts see it
   */
  async findVideo(
    videoId: string,
    credentialId: number | undefined,
    viewer: Viewer,
  ): Promise<VideosOfAccount> {
    const seeing = await this.accountsThatSee(videoId, viewer);
    const candidates = seeing.filter(({ id }) => credentialId === undefined || id === credentialId);
    const chosen = candidates.find(({ status }) => status === 'active') ?? candidates[0];
    if (!chosen) throw new VideoNotFound(videoId);
    const credential = await this.credentials.usable(chosen.id, viewer);
    const video = await this.videos.findVideo(viewer.tenantId, credential.id, videoId);
    if (!video) throw new VideoNotFound(videoId);
    return { videos: [video], credential };
  }

  /** The one course in which the account is known to see the item. */
  private async courseOf(courseworkId: string, credentialId: number, viewer: Viewer): Promise<string> {
    await this.credentials.usable(credentialId, viewer);
    const found = await this.videos.listCoursesOfItem(viewer.tenantId, credentialId, courseworkId);
    if (found.length > 1) throw new CourseworkAmbiguous(courseworkId, found);
    if (found[0] === undefined) throw new CourseworkUnknown(courseworkId);
    return found[0];
  }

  private async accountsThatSee(videoId: string, viewer: Viewer): Promise<Credential[]> {
    const seeing = new Set(await this.videos.listCredentialsThatSee(viewer.tenantId, videoId));
    const mine = await this.credentials.listCredentials(viewer);
    return mine.filter(({ id }) => seeing.has(id));
  }
}
