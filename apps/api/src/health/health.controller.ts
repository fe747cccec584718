import { SystemHealth } from '@app/health';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/access.decorators';
import { AliveDto, HealthDto } from './health.dto';

@ApiTags('health')
@Controller()
@Public()
export class HealthController {
  constructor(private readonly health: SystemHealth) {}

  @Get('health')
  @ApiOperation({ summary: 'How every part of the installation is' })
  @ApiOkResponse({ type: HealthDto })
  @ApiServiceUnavailableResponse({ type: HealthDto, description: 'the database or Redis is down' })
  async report(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthDto> {
    const report = await this.health.report();
    void reply.status(report.status === 'down' ? 503 : 200).header('cache-control', 'no-store');
    return report;
  }

  @Get('livez')
  @ApiOperation({ summary: 'Whether this process runs' })
  @ApiOkResponse({ type: AliveDto })
  alive(): AliveDto {
    return { status: 'ok' };
  }

  @Get('readyz')
  @ApiOperation({ summary: 'Whether this process can serve' })
  @ApiOkResponse({ type: AliveDto })
  @ApiServiceUnavailableResponse({ type: AliveDto })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<AliveDto> {
    const ready = await this.health.isReady();
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'down' };
  }
}
