import type { Caller } from '@app/auth';
import { StorageQuotas } from '@app/downloads';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { QuotaDto, quotaDto } from './quota.dto';

@ApiTags('downloads')
@Controller('quota')
export class QuotaController {
  constructor(private readonly quotas: StorageQuotas) {}

  @Get()
  @Requires('quota.read')
  @ApiOperation({ summary: 'What the own tenant and the caller store, may store, and the largest file' })
  @ApiOkResponse({ type: QuotaDto })
  async getQuota(@CurrentCaller() caller: Caller): Promise<QuotaDto> {
    return quotaDto(await this.quotas.standings(caller), this.quotas.largestFileBytes);
  }
}
