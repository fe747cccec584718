import { SecurityEvents } from '@app/audit';
import { type Caller } from '@app/auth';
import { BlockedAddresses } from '@app/limits';
import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { OffsetQuery } from '../http/paging';
import { BlockNotFound } from '../http/limits/limit.errors';
import { RequestLimits } from '../http/limits/request-limits';
import { BlockListDto, blockListDto, RateLimitDto, rateStandingDto } from './limits.dto';

@ApiTags('security')
@Controller('security')
export class LimitsController {
  constructor(
    private readonly limits: RequestLimits,
    private readonly blocked: BlockedAddresses,
    private readonly events: SecurityEvents,
  ) {}

  @Get('rate-limit/api')
  @Requires('security.use')
  @Endpoint('How many requests the caller has left', { answers: RateLimitDto })
  async getRateLimit(@CurrentCaller() caller: Caller): Promise<RateLimitDto> {
    const requests = await this.limits.standingOf(caller, false);
    const files = await this.limits.standingOf(caller, true);
    const routes = await this.limits.routeStandingsOf(caller);
    return {
      limited: requests !== null,
      requests: requests && rateStandingDto(requests),
      files: files && rateStandingDto(files),
      routes: routes.map(rateStandingDto),
    };
  }

  @Get('blocks')
  @Requires('security.blocks')
  @Endpoint('Network addresses that are blocked, because they were refused too often', {
    answers: BlockListDto,
  })
  async listBlockedAddresses(@Query() page: OffsetQuery): Promise<BlockListDto> {
    return blockListDto(await this.blocked.listBlocked(), page);
  }

  @Delete('blocks/:ip')
  @Requires('security.blocks')
  @Endpoint('Let a network address in again; any address of a blocked network will do', { problems: [404] })
  async unblockAddress(@Param('ip') ip: string, @CurrentCaller() caller: Caller): Promise<void> {
    if (!(await this.blocked.unblockAddress(ip))) throw new BlockNotFound(ip);
    await this.events.recordAction(caller, 'address.let-in', { subject: ip });
  }
}
