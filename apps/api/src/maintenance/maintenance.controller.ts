import { type Caller } from '@app/auth';
import { CleanUp, FindQuarantine } from '@app/maintenance';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import {
  CleanUpReportDto,
  cleanUpReportDto,
  CleanUpQuery,
  QuarantinedFileListDto,
  quarantinedFileListDto,
  QuarantineQuery,
} from './maintenance.dto';

@ApiTags('maintenance')
@Controller('maintenance')
@Requires('maintenance.run')
export class MaintenanceController {
  constructor(
    private readonly cleanUp: CleanUp,
    private readonly quarantine: FindQuarantine,
  ) {}

  @Post('clean-up')
  @Endpoint('What the retention lets go, over all tenants; with dry_run=false it goes', {
    answers: CleanUpReportDto,
  })
  async runCleanUp(
    @Query() { dry_run: dryRun }: CleanUpQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CleanUpReportDto> {
    const summary = await this.cleanUp.runByHand({ dryRun }, caller);
    if (summary.errors.length > 0) throw summary.errors[0];
    return cleanUpReportDto(dryRun, summary);
  }

  @Get('quarantine')
  @Endpoint('Files that no row names: kept aside, and when each is deleted for good', {
    answers: QuarantinedFileListDto,
  })
  async listQuarantinedFiles(@Query() { limit, offset }: QuarantineQuery): Promise<QuarantinedFileListDto> {
    const { files, total } = await this.quarantine.listQuarantined({ limit, offset });
    return quarantinedFileListDto({ files, total, limit, offset });
  }
}
