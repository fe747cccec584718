import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiStream } from './api-stream.decorator';
import { Requires } from '../http/access.decorators';
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
  @ApiStream('Watch how many downloads wait, run and have ended', {
    type: 'queue_update',
    pending: 5,
    downloading: 1,
    completed: 10,
    failed: 2,
    total: 18,
  })
  streamQueue(@Query() { since }: SinceQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.streams.serve({ kind: 'queue' }, reply, since);
  }

  @Get('downloads/stats/stream')
  @Requires('downloads.read')
  @ApiStream('Watch the figures of downloads and storage', {
    type: 'stats_update',
    total_downloads: 150,
    completed_downloads: 120,
  })
  streamStats(@Query() { since }: SinceQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.streams.serve({ kind: 'stats' }, reply, since);
  }

  @Get('downloads/dashboard/stream')
  @Requires('downloads.read')
  @ApiStream('Watch all of it: what runs, the queue and the figures', {
    type: 'dashboard_update',
    downloads_in_progress: [],
  })
  streamDashboard(@Query() { since }: SinceQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.streams.serve({ kind: 'dashboard' }, reply, since);
  }

  @Get('downloads/:id/stream')
  @Requires('downloads.read')
  @ApiStream(
    'Watch one download until its end',
    { type: 'progress_update', download_id: ID, progress: 25, status: 'downloading' },
    { ends: true },
  )
  streamDownload(
    @UuidParam('id') id: string,
    @Query() { since }: SinceQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.serve({ kind: 'download', id }, reply, since);
  }

  @Get('batch-downloads/:job_id/stream')
  @Requires('batches.read')
  @ApiStream(
    'Watch one batch until its end',
    { type: 'batch_update', job_id: ID, progress: 25, status: 'in_progress' },
    { ends: true },
  )
  streamBatch(
    @UuidParam('job_id') id: string,
    @Query() { since }: SinceQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.serve({ kind: 'batch', id }, reply, since);
  }
}
