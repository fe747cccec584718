import type { Caller } from '@app/auth';
import { StorageQuotas } from '@app/downloads';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { QuotaDto, quotaDto } from './quota.dto';

@ApiTags('downloads')
@Controller('quota')
export class QuotaController {
  constructor(private readonly quotas: StorageQuotas) {}

  @Get()
  @Requires('quota.read')
  @Endpoint('What the own tenant and the caller store, may store, and the largest file', {
    answers: QuotaDto,
  })
  async getQuota(@CurrentCaller() caller: Caller): Promise<QuotaDto> {
    return quotaDto(await this.quotas.standings(caller), this.quotas.largestFileBytes);
  }
}
