import type { Caller } from '@app/auth';
import { ChangeBatch, COURSEWORK_KINDS, EstimateBatch, FindBatches, RequestBatch } from '@app/batches';
import { Body, Controller, Delete, Get, Param, Post, Query, Res, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Endpoint, GoogleEndpoint } from '../docs/endpoint.decorator';
import { LOCATED } from '../docs/headers';
import { optionsFrom } from '../downloads/download-options.dto';
import { RetryResultDto } from '../downloads/downloads.dto';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { OffsetQuery } from '../http/paging';
import { IdempotencyInterceptor } from '../http/idempotency/idempotency.interceptor';
import { UuidParam } from '../http/validation';
import {
  BatchDto,
  batchDto,
  BatchListDto,
  DownloadCourseDto,
  CourseEstimateDto,
  courseEstimateDto,
  EstimateQuery,
} from './batches.dto';

@ApiTags('batches')
@Controller()
export class BatchesController {
  constructor(
    private readonly requests: RequestBatch,
    private readonly find: FindBatches,
    private readonly change: ChangeBatch,
    private readonly estimates: EstimateBatch,
  ) {}

  @Post('courses/:course_id/download-all')
  @Requires('batches.request')
  @UseInterceptors(IdempotencyInterceptor)
  @Endpoint('Download every video of a course', {
    description: 'The same request, made again while the course is still being read, gets the same job.',
    answers: { type: BatchDto, headers: LOCATED },
    status: 202,
    problems: [404, 409],
  })
  async downloadCourse(
    @Param('course_id') courseId: string,
    @Body() body: DownloadCourseDto,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BatchDto> {
    const batch = await this.requests.requestBatch(
      courseId,
      {
        credentialId: body.credential_id,
        kinds: body.kinds ?? COURSEWORK_KINDS,
        skipExisting: body.skip_existing ?? false,
        options: optionsFrom(body),
      },
      caller,
    );
    void reply.status(202).header('location', `/api/v1/batch-downloads/${batch.id}`);
    return batchDto(batch);
  }

  @Get('courses/:course_id/download-all/estimate')
  @Requires('batches.read')
  @GoogleEndpoint('What downloading a whole course would mean', { answers: CourseEstimateDto })
  async estimateCourseDownload(
    @Param('course_id') courseId: string,
    @Query() query: EstimateQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseEstimateDto> {
    return courseEstimateDto(
      await this.estimates.estimate(courseId, query.credential_id, COURSEWORK_KINDS, caller),
    );
  }

  @Get('batch-downloads')
  @Requires('batches.read')
  @Endpoint('Batches, the newest first', { answers: BatchListDto })
  async listBatches(
    @Query() { limit, offset }: OffsetQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<BatchListDto> {
    const { batches, total } = await this.find.listBatches(caller, limit, offset);
    return { batches: batches.map(batchDto), total, limit, offset };
  }

  @Get('batch-downloads/:job_id')
  @Requires('batches.read')
  @Endpoint('One batch and how far it is', { answers: BatchDto, problems: [404] })
  async getBatch(@UuidParam('job_id') id: string, @CurrentCaller() caller: Caller): Promise<BatchDto> {
    return batchDto(await this.find.findBatch(id, caller));
  }

  @Delete('batch-downloads/:job_id')
  @Requires('batches.change')
  @Endpoint('Cancel all of a batch that has not ended', { problems: [404] })
  async cancelBatch(@UuidParam('job_id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.change.cancel(id, caller);
  }

  @Post('batch-downloads/:job_id/retry-failed')
  @Requires('batches.change')
  @Endpoint('Try the failed downloads of a batch again, or to read its course', {
    answers: RetryResultDto,
    problems: [404],
  })
  async retryBatch(
    @UuidParam('job_id') id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<RetryResultDto> {
    return { retried: await this.change.retryFailed(id, caller) };
  }
}
