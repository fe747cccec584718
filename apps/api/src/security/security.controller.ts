import { AuditTrail, FindSecurityEvents, SecurityEvents } from '@app/audit';
import { type Caller, MakeSecurityReport } from '@app/auth';
import { Clock } from '@app/kernel';
import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { RequestLimits } from '../http/limits/request-limits';
import { ValidateInput } from './validate-input';
import { eventListDto, SecurityEventListDto } from './security-events.dto';
import { filterFrom, ListEventsQuery } from './event-queries.dto';
import { SecurityStatsDto, StatsQuery, statsDto } from './security-stats.dto';
import { AuditReportDto, auditReportDto } from './audit-report.dto';
import { securityReportCsv } from './security-report.csv';
import { SecurityReportDto, securityReportDto } from './security-report.dto';
import { periodOf, SecurityReportInputDto } from './report-requests.dto';
import { ReportIncidentDto, ReportedIncidentDto } from './incidents.dto';
import { ValidationResultDto, ValidateInputDto } from './validate-input.dto';

@ApiTags('security')
@Controller('security')
export class SecurityController {
  constructor(
    private readonly find: FindSecurityEvents,
    private readonly events: SecurityEvents,
    private readonly trail: AuditTrail,
    private readonly input: ValidateInput,
    private readonly limits: RequestLimits,
    private readonly reports: MakeSecurityReport,
    private readonly clock: Clock,
  ) {}

  @Get('events')
  @Requires('security.read')
  @Endpoint('The audit trail, the newest first: of the own school, for super-admins of all', {
    answers: SecurityEventListDto,
  })
  async listSecurityEvents(
    @Query() query: ListEventsQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<SecurityEventListDto> {
    const page = { pageSize: query.page_size, pageToken: query.page_token };
    return eventListDto(await this.find.listEvents(filterFrom(query), page, caller));
  }

  @Get('events/integrity')
  @Requires('security.verify')
  @Endpoint('Whether an event is missing, was changed or was put in, computed anew', {
    answers: AuditReportDto,
  })
  async verifyAuditTrail(): Promise<AuditReportDto> {
    return auditReportDto(await this.trail.verifyChain());
  }

  @Get('stats')
  @Requires('security.read')
  @Endpoint('How often what happened', { answers: SecurityStatsDto })
  async getSecurityStats(
    @Query() { hours }: StatsQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<SecurityStatsDto> {
    return statsDto(await this.find.stats(hours, caller));
  }

  @Post('report')
  @Requires('security.read')
  @Endpoint('The security report of a period: of the own school, for super-admins of all', {
    answers: {
      description: 'as JSON or, where `format` says so, as one table for spreadsheets',
      content: {
        'application/json': { schema: { $ref: getSchemaPath(SecurityReportDto) } },
        'text/csv': { schema: { type: 'string' } },
      },
    },
    problems: [404],
  })
  @ApiExtraModels(SecurityReportDto)
  async makeSecurityReport(
    @Body() input: SecurityReportInputDto,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SecurityReportDto | string> {
    const period = periodOf(input, this.clock.now());
    await this.limits.admitReport(caller, reply);
    const report = await this.reports.make({ ...period, tenantId: input.tenant_id }, caller);
    const answer = securityReportDto(report);
    if (input.format === 'json') return answer;
    const name = `security-report-${period.to.toISOString().slice(0, 10)}.csv`;
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`);
    return securityReportCsv(answer);
  }

  @Post('incidents')
  @Requires('security.use')
  @Endpoint('Tell the admins that something is not right', { answers: ReportedIncidentDto, status: 202 })
  async reportIncident(
    @Body() { kind, message }: ReportIncidentDto,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportedIncidentDto> {
    await this.limits.admitReport(caller, reply);
    // The action keeps its name: what a trail holds is never changed.
    await this.events.recordAction(caller, 'security.report', { subject: kind, detail: { message } });
    return { status: 'received' };
  }

  @Post('validate')
  @Requires('security.use')
  @Endpoint(
    'Whether an address, file type, quality or format would be taken, and why not; a text cleaned, a value held to a schema',
    { answers: ValidationResultDto },
  )
  async validateInput(@Body() body: ValidateInputDto): Promise<ValidationResultDto> {
    return this.input.validate(body);
  }
}
