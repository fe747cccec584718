import { CleanUp } from '@app/downloads';
import { Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../docs/api-problems.decorator';
import { Requires } from '../http/access.decorators';
import { CleanUpDto, cleanUpDto, CleanUpQuery } from './maintenance.dto';

@ApiTags('maintenance')
@Controller('maintenance')
export class MaintenanceController {
  constructor(private readonly cleanUp: CleanUp) {}

  @Post('clean-up')
  @Requires('maintenance.run')
  @HttpCode(200)
  @ApiOperation({ summary: 'What the retention lets go, over all tenants; with dry_run=false it goes' })
  @ApiOkResponse({ type: CleanUpDto })
  @ApiProblems(400, 401, 403)
  async run(@Query() { dry_run: dryRun }: CleanUpQuery): Promise<CleanUpDto> {
    return cleanUpDto(await this.cleanUp.run({ dryRun }));
  }
}
