import type { Caller } from '@app/auth';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiStream } from './api-stream.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { UuidParam } from '../http/validation';
import { SinceQuery } from './live.dto';
import { ServeStream } from './serve-stream';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';

/** Server-Sent Events. The same is told over WebSocket: see `web-sockets.ts`. */
@ApiTags('realtime')
@Controller()
export class StreamsController {
  constructor(private readonly streams: ServeStream) {}

  @Get('downloads/queue/stream')
  @Requires('downloads.read')
  @ApiOperation({ summary: 'Watch how many downloads wait, run and have ended' })
  @ApiStream(
    { type: 'queue_update', pending: 5, downloading: 1, completed: 10, failed: 2, total: 18 },
    { ends: false },
  )
  streamQueue(
    @Query() { since }: SinceQuery,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.serve({ kind: 'queue' }, caller, reply, since);
  }

  @Get('downloads/stats/stream')
  @Requires('downloads.read')
  @ApiOperation({ summary: 'Watch the figures of downloads and storage' })
  @ApiStream({ type: 'stats_update', total_downloads: 150, completed_downloads: 120 }, { ends: false })
  streamStats(
    @Query() { since }: SinceQuery,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.serve({ kind: 'stats' }, caller, reply, since);
  }

  @Get('downloads/dashboard/stream')
  @Requires('downloads.read')
  @ApiOperation({ summary: 'Watch all of it: what runs, the queue and the figures' })
  @ApiStream({ type: 'dashboard_update', downloads_in_progress: [] }, { ends: false })
  streamDashboard(
    @Query() { since }: SinceQuery,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.serve({ kind: 'dashboard' }, caller, reply, since);
  }

  @Get('downloads/:id/stream')
  @Requires('downloads.read')
  @ApiOperation({ summary: 'Watch one download until its end' })
  @ApiStream(
    { type: 'progress_update', download_id: ID, progress: 25, status: 'downloading' },
    { ends: true },
  )
  streamDownload(
    @UuidParam('id') id: string,
    @Query() { since }: SinceQuery,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.serve({ kind: 'download', id }, caller, reply, since);
  }

  @Get('batch-downloads/:job_id/stream')
  @Requires('batches.read')
  @ApiOperation({ summary: 'Watch one batch until its end' })
  @ApiStream({ type: 'batch_update', job_id: ID, progress: 25, status: 'in_progress' }, { ends: true })
  streamBatch(
    @UuidParam('job_id') id: string,
    @Query() { since }: SinceQuery,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.serve({ kind: 'batch', id }, caller, reply, since);
  }
}
