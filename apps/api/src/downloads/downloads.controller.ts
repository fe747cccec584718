import type { Caller } from '@app/auth';
import {
  CancelDownloads,
  type Download,
  FindDownloads,
  RequestDownloads,
  RetryDownloads,
} from '@app/downloads';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../docs/api-problems.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { IdempotencyInterceptor } from '../http/idempotency/idempotency.interceptor';
import { RequestInvalid } from '../http/request.errors';
import { UuidParam } from '../http/validation';
import { CancelQuery, ListDownloadsQuery, optionsFrom, RequestDownloadDto } from './download-requests.dto';
import {
  blockedDto,
  DownloadDto,
  downloadDto,
  listedDto,
  DownloadListDto,
  RequestedDownloadDto,
  RetriedDto,
} from './downloads.dto';
import { requestedVideo } from './requested-video';

@ApiTags('downloads')
@Controller('downloads')
export class DownloadsController {
  constructor(
    private readonly requests: RequestDownloads,
    private readonly find: FindDownloads,
    private readonly cancel: CancelDownloads,
    private readonly retry: RetryDownloads,
  ) {}

  @Post()
  @Requires('downloads.request')
  @UseInterceptors(IdempotencyInterceptor)
  @ApiOperation({ summary: 'Download every video of an item, one video, or any address' })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'the same key gets the same answer for a day',
  })
  @ApiCreatedResponse({ type: RequestedDownloadDto })
  @ApiOkResponse({ type: RequestedDownloadDto, description: 'all of it was on its way already' })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  async request(
    @Body() body: RequestDownloadDto,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RequestedDownloadDto> {
    const { downloads, created, blocked } = await this.requests.request(
      requestedVideo(body),
      optionsFrom(body),
      caller,
    );
    const first = downloads[0];
    if (!first) throw new RequestInvalid([{ field: 'url', message: 'names no video' }]);
    void reply.status(created.size > 0 ? 201 : 200).header('location', `/api/v1/downloads/${first.id}`);
    const all = downloads.map((download) => listedDto(this.dto(download)));
    const top = this.dto(first);
    return {
      ...top,
      download_id: first.id,
      estimated_size: first.totalBytes,
      downloads: all,
      blocked: blocked.map(blockedDto),
    };
  }

  @Get()
  @Requires('downloads.read')
  @ApiOperation({ summary: 'Downloads, the newest first' })
  @ApiOkResponse({ type: DownloadListDto })
  @ApiProblems(400, 401, 403)
  async list(@Query() query: ListDownloadsQuery, @CurrentCaller() caller: Caller): Promise<DownloadListDto> {
    const { course_id: courseId, credential_id: credentialId, batch_id: batchId, ...rest } = query;
    const { downloads, total, totalIsExact } = await this.find.list(
      { ...rest, courseId, credentialId, batchId },
      caller,
    );
    const { limit, offset } = query;
    const listed = downloads.map((download) => listedDto(this.dto(download)));
    return { downloads: listed, total, total_is_exact: totalIsExact, limit, offset };
  }

  @Post('retry-failed')
  @Requires('downloads.change')
  @HttpCode(200)
  @ApiOperation({ summary: 'Try all failed downloads again' })
  @ApiOkResponse({ type: RetriedDto })
  @ApiProblems(401, 403)
  async retryFailed(@CurrentCaller() caller: Caller): Promise<RetriedDto> {
    return { retried: await this.retry.allFailed(caller, null) };
  }

  @Get(':id')
  @Requires('downloads.read')
  @ApiOperation({ summary: 'One download and how far it is' })
  @ApiOkResponse({ type: DownloadDto })
  @ApiProblems(401, 403, 404)
  async one(@Param('id', UuidParam) id: string, @CurrentCaller() caller: Caller): Promise<DownloadDto> {
    return this.dto(await this.find.findById(id, caller));
  }

  @Delete(':id')
  @Requires('downloads.change')
  @HttpCode(204)
  @ApiOperation({ summary: 'Cancel a queued or running download; a finished one stays unless it is purged' })
  @ApiNoContentResponse()
  @ApiProblems(401, 403, 404)
  async remove(
    @Param('id', UuidParam) id: string,
    @Query() query: CancelQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    await this.cancel.cancel(id, caller, query);
  }

  @Post(':id/retry')
  @Requires('downloads.change')
  @HttpCode(202)
  @ApiOperation({ summary: 'Try a failed or cancelled download again' })
  @ApiOkResponse({ type: DownloadDto })
  @ApiProblems(401, 403, 404, 409)
  async again(@Param('id', UuidParam) id: string, @CurrentCaller() caller: Caller): Promise<DownloadDto> {
    return this.dto(await this.retry.retryOne(id, caller));
  }

  private dto(download: Download): DownloadDto {
    return downloadDto(download);
  }
}
