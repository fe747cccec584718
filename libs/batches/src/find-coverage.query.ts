import { FindCourses } from '@app/courses';
import { FindCredentials } from '@app/google';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { type Coverage, coverageOf } from './coverage';
import { CoverageRepository } from './persistence/coverage.repository';

/** How much of their courses people have, from our tables alone: nothing is asked of Google but whether a course is there. */
@Injectable()
export class FindCoverage {
  constructor(
    private readonly credentials: FindCredentials,
    private readonly courses: FindCourses,
    private readonly coverage: CoverageRepository,
  ) {}

  /** Of every course of the account in which a video is known. @throws CredentialNotFound */
  async list(credentialId: number, viewer: Viewer): Promise<Coverage[]> {
    const { id } = await this.credentials.findById(credentialId, viewer);
    const byCourse = await this.coverage.listByCourse(viewer, id, null);
    return [...byCourse].map(([courseId, videos]) => coverageOf(courseId, videos));
  }

  /** @throws CourseNotFound, CredentialNotFound */
  async findByCourse(courseId: string, credentialId: number, viewer: Viewer): Promise<Coverage> {
    const { course } = await this.courses.withCredential(courseId, credentialId, viewer);
    const byCourse = await this.coverage.listByCourse(viewer, credentialId, course.googleId);
    return coverageOf(course.googleId, byCourse.get(course.googleId) ?? []);
  }
}
