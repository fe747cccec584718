import type { Caller } from '@app/auth';
import { CountDays, LiveDownloads } from '@app/downloads';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { DownloadDaysDto, DownloadDaysQuery, LocalDayQuery, RequestedLatelyDto } from './download-days.dto';

@ApiTags('downloads')
@Controller('downloads')
export class DownloadDaysController {
  constructor(
    private readonly count: CountDays,
    private readonly live: LiveDownloads,
  ) {}

  @Get('by-day')
  @Requires('downloads.count')
  @Endpoint('What of the own tenant was downloaded and what failed, day by day', { answers: DownloadDaysDto })
  async listDownloadDays(
    @Query() { days, time_zone }: DownloadDaysQuery,
    @CurrentCaller() { tenantId }: Caller,
  ): Promise<DownloadDaysDto> {
    return { time_zone, days: await this.count.ofTenant(tenantId, { days, timeZone: time_zone }) };
  }

  @Get('requested')
  @Requires('downloads.read')
  @Endpoint(
    'How many were requested today and this week: those of the caller, for admins and keys all of the tenant',
    {
      answers: RequestedLatelyDto,
    },
  )
  async countRequested(
    @Query() { time_zone }: LocalDayQuery,
    @CurrentCaller() { tenantId, requester, seesTenant }: Caller,
  ): Promise<RequestedLatelyDto> {
    const of = { tenantId, requester: seesTenant ? null : requester };
    const { today, thisWeek } = await this.live.requested(of, time_zone);
    return { time_zone, today, this_week: thisWeek };
  }
}
