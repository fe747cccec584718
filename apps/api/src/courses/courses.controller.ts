import type { Caller } from '@app/auth';
import { FindCourses, FindMergedCourses } from '@app/courses';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint, GoogleEndpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { RequestInvalid } from '../http/request.errors';
import {
  CourseDto,
  courseDto,
  listedCourseDto,
  CourseWithRawDto,
  CredentialQuery,
  OneCourseQuery,
} from './courses.dto';
import { syncDto } from './course-sync.dto';
import {
  CourseListDto,
  ListCoursesQuery,
  ListMergedCoursesQuery,
  mergedListDto,
  MergedCourseListDto,
} from './course-lists.dto';
import { courseworkDto, CourseworkListDto, ListCourseworkQuery } from './coursework.dto';

@ApiTags('courses')
@Controller('courses')
export class CoursesController {
  constructor(
    private readonly courses: FindCourses,
    private readonly merged: FindMergedCourses,
  ) {}

  @Get()
  @Requires('courses.read')
  @GoogleEndpoint(
    'Courses that a Google account teaches or attends; without credential_id those of all accounts',
    { answers: CourseListDto },
  )
  async listCourses(
    @Query() query: ListCoursesQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseListDto> {
    const { credential_id: credentialId, page_size: pageSize, page_token: pageToken, state, role } = query;
    if (credentialId === undefined) return this.listAggregatedCourses(query, caller);
    refuseParts(query);
    const page = await this.courses.listCourses({ credentialId, pageSize, pageToken, state, role }, caller);
    return { courses: page.items.map(listedCourseDto), next_page_token: page.nextPageToken };
  }

  @Get('aggregated')
  @Requires('courses.read')
  @Endpoint('The courses of all Google accounts that the caller may use, each once', {
    answers: MergedCourseListDto,
  })
  async listAggregatedCourses(
    @Query() query: ListMergedCoursesQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<MergedCourseListDto> {
    const { page_size: pageSize, limit = pageSize, offset = 0, page_token: pageToken, state, role } = query;
    const merged = await this.merged.listMerged({ limit, offset, pageToken, state, role }, caller);
    return mergedListDto(merged, { limit, offset });
  }

  @Get(':course_id')
  @Requires('courses.read')
  @GoogleEndpoint('All of one course', { answers: CourseWithRawDto })
  async getCourse(
    @Param('course_id') courseId: string,
    @Query() query: OneCourseQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseWithRawDto> {
    const { credential_id: credentialId } = query;
    const course = await this.courses.findCourse(courseId, credentialId, caller);
    const raw = query.raw ? { raw_payload: await this.courses.raw(course, credentialId) } : {};
    return { ...courseDto(course), ...raw };
  }

  @Get(':course_id/coursework')
  @Requires('courses.read')
  @GoogleEndpoint('Assignments, materials and announcements of a course, each with its videos', {
    answers: CourseworkListDto,
  })
  async listCoursework(
    @Param('course_id') courseId: string,
    @Query() query: ListCourseworkQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseworkListDto> {
    const { credential_id: credentialId, page_size: pageSize, page_token: pageToken } = query;
    const request = { credentialId, pageSize, pageToken, kind: query.kind, hasVideo: query.has_video };
    const page = await this.courses.coursework(courseId, request, caller);
    return {
      coursework: page.items.map(courseworkDto),
      next_page_token: page.nextPageToken,
      sync: syncDto(page.course),
    };
  }

  @Post(':course_id/sync')
  @Requires('courses.sync')
  @Endpoint('Read the whole course from Google again, in the background', {
    answers: CourseDto,
    status: 202,
    problems: [404, 409],
  })
  async syncCourse(
    @Param('course_id') courseId: string,
    @Query() query: CredentialQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseDto> {
    return courseDto(await this.courses.requestSync(courseId, query.credential_id, caller));
  }
}

/** The list of one account goes on where a page ended, although it changes meanwhile. @throws RequestInvalid */
function refuseParts({ limit, offset }: ListCoursesQuery): void {
  const given = Object.entries({ limit, offset }).filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  throw new RequestInvalid(
    given.map(([field]) => ({
      field,
      message: `${field} does not go with credential_id: use page_size and page_token`,
    })),
  );
}
