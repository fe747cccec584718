import { actorOf, type Caller, ForgetOldEvents, SecurityEvents } from '@app/auth';
import { CleanUp } from '@app/downloads';
import { Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../docs/api-problems.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { CleanUpDto, cleanUpDto, CleanUpQuery } from './maintenance.dto';

@ApiTags('maintenance')
@Controller('maintenance')
export class MaintenanceController {
  constructor(
    private readonly cleanUp: CleanUp,
    private readonly oldEvents: ForgetOldEvents,
    private readonly events: SecurityEvents,
  ) {}

  @Post('clean-up')
  @Requires('maintenance.run')
  @HttpCode(200)
  @ApiOperation({ summary: 'What the retention lets go, over all tenants; with dry_run=false it goes' })
  @ApiOkResponse({ type: CleanUpDto })
  @ApiProblems(400, 401, 403)
  async run(
    @Query() { dry_run: dryRun }: CleanUpQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CleanUpDto> {
    const report = await this.cleanUp.run({ dryRun });
    const events = await this.oldEvents.run({ dryRun });
    const detail = { items: report.items.length, bytes: report.bytes, security_events: events };
    if (!dryRun)
      await this.events.record({ ...actorOf(caller), action: 'maintenance.clean-up', outcome: 'ok', detail });
    return cleanUpDto(report, events);
  }
}
