import { FindCourses } from '@app/courses';
import { FindCredentials } from '@app/google';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { type Coverage, coverageOf } from './coverage';
import { CoverageRepository, type CoursesPage } from './persistence/coverage.repository';

/** How much of their courses people have, from our tables alone: nothing is asked of Google but whether a course is there. */
@Injectable()
export class FindCoverage {
  constructor(
    private readonly credentials: FindCredentials,
    private readonly courses: FindCourses,
    private readonly coverage: CoverageRepository,
  ) {}

  /** Of those courses of the account in which a video is known; `total` counts all of them. @throws CredentialNotFound */
  async listCoverage(
    credentialId: number,
    page: CoursesPage,
    viewer: Viewer,
  ): Promise<{ coverage: Coverage[]; total: number }> {
    const { id } = await this.credentials.findCredential(credentialId, viewer);
    const { byCourse, total } = await this.coverage.listByCourse(viewer, id, page);
    return { coverage: [...byCourse].map(([courseId, videos]) => coverageOf(courseId, videos)), total };
  }

  /** @throws CourseNotFound, CredentialNotFound */
  async findByCourse(courseId: string, credentialId: number, viewer: Viewer): Promise<Coverage> {
    const { course } = await this.courses.withCredential(courseId, credentialId, viewer);
    const videos = await this.coverage.listOfCourse(viewer, credentialId, course.googleId);
    return coverageOf(course.googleId, videos);
  }
}
