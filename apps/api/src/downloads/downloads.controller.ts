import { type Caller, mayDo } from '@app/auth';
import {
  allowedActions,
  CancelDownloads,
  type Download,
  FindDownloads,
  RequestDownloads,
  RetryDownloads,
} from '@app/downloads';
import { Body, Controller, Delete, Get, Post, Query, Res, UseInterceptors } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Endpoint } from '../docs/endpoint.decorator';
import { LOCATED } from '../docs/headers';
import { DOWNLOAD_FORMS, DOWNLOAD_REQUEST } from './download-request.forms';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { IdempotencyInterceptor } from '../http/idempotency/idempotency.interceptor';
import { RequestInvalid } from '../http/request.errors';
import { UuidParam } from '../http/validation';
import { CancelQuery, ListDownloadsQuery, CreateDownloadDto } from './download-requests.dto';
import { optionsFrom } from './download-options.dto';
import {
  blockedDto,
  DownloadDto,
  downloadDto,
  listedDto,
  DownloadListDto,
  CreatedDownloadDto,
  RetryResultDto,
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
  @Endpoint('Download every video of an item, one video, or any address', {
    answers: { type: CreatedDownloadDto, headers: LOCATED },
    status: 201,
    problems: [404, 409, 422],
  })
  @ApiExtraModels(...DOWNLOAD_FORMS)
  @ApiBody(DOWNLOAD_REQUEST)
  @ApiOkResponse({
    type: CreatedDownloadDto,
    description: 'all of it was on its way already',
    headers: LOCATED,
  })
  async createDownload(
    @Body() body: CreateDownloadDto,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedDownloadDto> {
    const { downloads, created, blocked } = await this.requests.requestDownloads(
      requestedVideo(body),
      optionsFrom(body),
      caller,
    );
    const first = downloads[0];
    if (!first) throw new RequestInvalid([{ field: 'url', message: 'names no video', code: 'format' }]);
    void reply.status(created.size > 0 ? 201 : 200).header('location', `/api/v1/downloads/${first.id}`);
    const all = downloads.map((download) => listedDto(dtoFor(caller, download)));
    const top = dtoFor(caller, first);
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
  @Endpoint('Downloads, the newest first', { answers: DownloadListDto })
  async listDownloads(
    @Query() query: ListDownloadsQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<DownloadListDto> {
    const { course_id: courseId, credential_id: credentialId, batch_id: batchId, ...rest } = query;
    const { downloads, total, totalIsExact } = await this.find.listDownloads(
      { ...rest, courseId, credentialId, batchId },
      caller,
    );
    const { limit, offset } = query;
    const listed = downloads.map((download) => listedDto(dtoFor(caller, download)));
    return { downloads: listed, total, total_is_exact: totalIsExact, limit, offset };
  }

  @Post('retry-failed')
  @Requires('downloads.change')
  @Endpoint('Try all failed downloads again', { answers: RetryResultDto })
  async retryFailedDownloads(@CurrentCaller() caller: Caller): Promise<RetryResultDto> {
    return { retried: await this.retry.allFailed(caller, null) };
  }

  @Get(':id')
  @Requires('downloads.read')
  @Endpoint('One download and how far it is', { answers: DownloadDto, problems: [404] })
  async getDownload(@UuidParam('id') id: string, @CurrentCaller() caller: Caller): Promise<DownloadDto> {
    return dtoFor(caller, await this.find.findDownload(id, caller));
  }

  @Delete(':id')
  @Requires('downloads.change')
  @Endpoint('Cancel a queued or running download; a finished one stays unless it is purged', {
    problems: [404],
  })
  async cancelDownload(
    @UuidParam('id') id: string,
    @Query() query: CancelQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    await this.cancel.cancel(id, caller, query);
  }

  @Post(':id/retry')
  @Requires('downloads.change')
  @Endpoint('Try a failed or cancelled download again', {
    answers: {
      type: DownloadDto,
      description: 'queued again, as it stands now: its progress and error are cleared',
    },
    status: 202,
    problems: [404, 409],
  })
  async retryDownload(@UuidParam('id') id: string, @CurrentCaller() caller: Caller): Promise<DownloadDto> {
    return dtoFor(caller, await this.retry.retryOne(id, caller));
  }
}

function dtoFor(caller: Caller, download: Download): DownloadDto {
  return downloadDto(download, mayDo(caller, 'downloads.change') ? allowedActions(download, caller) : []);
}
