import { AppConfig } from '@app/config';
import { SystemHealth } from '@app/health';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Endpoint } from '../docs/endpoint.decorator';
import { Public } from '../http/access.decorators';
import { AccessGuard } from '../http/access.guard';
import { ProcessStatusDto, HealthDto } from './health.dto';

@ApiTags('health')
@Controller()
@Public()
export class HealthController {
  constructor(
    private readonly health: SystemHealth,
    private readonly access: AccessGuard,
    private readonly config: AppConfig,
  ) {}

  @Get('health')
  @Endpoint('How the installation is; admins and keys are told of every part. At most two seconds old', {
    security: [{}, { accessToken: [] }, { session: [] }, { apiKey: [] }],
    answers: HealthDto,
  })
  @ApiServiceUnavailableResponse({ type: HealthDto, description: 'the database or Redis is down' })
  async getHealth(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HealthDto> {
    const seesParts = await this.access.mayAlso(request, reply, 'health.read');
    const { status, components } = await this.health.report();
    void reply.status(status === 'down' ? 503 : 200);
    return seesParts ? { status, version: this.config.app.version, components } : { status };
  }

  @Get('livez')
  @Endpoint('Whether this process runs', { answers: ProcessStatusDto })
  getLiveness(): ProcessStatusDto {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Endpoint('Whether this process can serve', { answers: ProcessStatusDto })
  @ApiServiceUnavailableResponse({ type: ProcessStatusDto })
  async getReadiness(@Res({ passthrough: true }) reply: FastifyReply): Promise<ProcessStatusDto> {
    const ready = await this.health.isReady();
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'down' };
  }
}
