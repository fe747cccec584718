import type { Caller } from '@app/auth';
import { FindCoverage } from '@app/batches';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CredentialQuery } from '../courses/courses.dto';
import { Endpoint, GoogleEndpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import {
  courseCoverageDto,
  CourseCoverageDto,
  coverageDto,
  CoverageListDto,
  ListCoverageQuery,
} from './coverage.dto';

/** How much of a course its reader has. */
@ApiTags('courses')
@Controller('courses')
@Requires('courses.read')
export class CoverageController {
  constructor(private readonly coverage: FindCoverage) {}

  @Get('coverage')
  @Endpoint('How much of each course of a Google account you have', {
    answers: CoverageListDto,
    problems: [404],
  })
  async listCoverage(
    @Query() { credential_id: credentialId, limit, offset }: ListCoverageQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CoverageListDto> {
    const { coverage, total } = await this.coverage.listCoverage(credentialId, { limit, offset }, caller);
    return { coverage: coverage.map(coverageDto), total, limit, offset };
  }

  @Get(':course_id/coverage')
  @GoogleEndpoint('What you have of each video of a course', { answers: CourseCoverageDto })
  async getCoverage(
    @Param('course_id') courseId: string,
    @Query() { credential_id: credentialId }: CredentialQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseCoverageDto> {
    return courseCoverageDto(await this.coverage.findByCourse(courseId, credentialId, caller));
  }
}
