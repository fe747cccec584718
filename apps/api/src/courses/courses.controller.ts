import type { Caller } from '@app/auth';
import { FindCourses } from '@app/courses';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../docs/api-problems.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import {
  CourseDto,
  courseDto,
  listedCourseDto,
  CourseListDto,
  CourseWithRawDto,
  CredentialQuery,
  ListCoursesQuery,
  OneCourseQuery,
  syncDto,
} from './courses.dto';
import { courseworkDto, CourseworkListDto, ListCourseworkQuery } from './coursework.dto';

@ApiTags('courses')
@Controller('courses')
export class CoursesController {
  constructor(private readonly courses: FindCourses) {}

  @Get()
  @Requires('courses.read')
  @ApiOperation({ summary: 'Courses that a Google account teaches or attends' })
  @ApiOkResponse({ type: CourseListDto })
  @ApiProblems(404, 409, 502)
  async listCourses(
    @Query() query: ListCoursesQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseListDto> {
    const { credential_id: credentialId, page_size: pageSize, page_token: pageToken, state, role } = query;
    const page = await this.courses.list({ credentialId, pageSize, pageToken, state, role }, caller);
    return { courses: page.items.map(listedCourseDto), next_page_token: page.nextPageToken };
  }

  @Get(':course_id')
  @Requires('courses.read')
  @ApiOperation({ summary: 'All of one course' })
  @ApiOkResponse({ type: CourseWithRawDto })
  @ApiProblems(404, 409, 502)
  async getCourse(
    @Param('course_id') courseId: string,
    @Query() query: OneCourseQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseWithRawDto> {
    const { credential_id: credentialId } = query;
    const course = await this.courses.findById(courseId, credentialId, caller);
    const raw = query.raw ? { raw_payload: await this.courses.raw(course, credentialId) } : {};
    return { ...courseDto(course), ...raw };
  }

  @Get(':course_id/coursework')
  @Requires('courses.read')
  @ApiOperation({ summary: 'Assignments, materials and announcements of a course, each with its videos' })
  @ApiOkResponse({ type: CourseworkListDto })
  @ApiProblems(404, 409, 502)
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
  @HttpCode(202)
  @ApiOperation({ summary: 'Read the whole course from Google again, in the background' })
  @ApiAcceptedResponse({ type: CourseDto })
  @ApiProblems(404, 409)
  async syncCourse(
    @Param('course_id') courseId: string,
    @Query() query: CredentialQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseDto> {
    return courseDto(await this.courses.requestSync(courseId, query.credential_id, caller));
  }
}
