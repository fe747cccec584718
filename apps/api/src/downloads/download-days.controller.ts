import type { Caller } from '@app/auth';
import { CountDays } from '@app/downloads';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { DownloadDaysDto, DownloadDaysQuery } from './download-days.dto';

@ApiTags('downloads')
@Controller('downloads/by-day')
export class DownloadDaysController {
  constructor(private readonly count: CountDays) {}

  @Get()
  @Requires('downloads.count')
  @Endpoint('What of the own tenant was downloaded and what failed, day by day', { answers: DownloadDaysDto })
  async listDownloadDays(
    @Query() { days, time_zone }: DownloadDaysQuery,
    @CurrentCaller() { tenantId }: Caller,
  ): Promise<DownloadDaysDto> {
    return { time_zone, days: await this.count.ofTenant(tenantId, { days, timeZone: time_zone }) };
  }
}
