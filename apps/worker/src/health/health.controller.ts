import { AppConfig } from '@app/config';
import { SystemHealth, type SystemHealthReport } from '@app/health';
import { Controller, Get, HttpStatus, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MonitoringGuard } from './monitoring.guard';

@Controller()
export class HealthController {
  constructor(
    private readonly health: SystemHealth,
    private readonly monitoring: MonitoringGuard,
    private readonly config: AppConfig,
  ) {}

  @Get('health')
  async report(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Pick<SystemHealthReport, 'status'> & Partial<SystemHealthReport> & { version?: string }> {
    const { status, components } = await this.health.report();
    void reply.status(status === 'down' ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK);
    return this.monitoring.allows(request)
      ? { status, version: this.config.app.version, components }
      : { status };
  }

  @Get('livez')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: 'ok' | 'down' }> {
    const ready = await this.health.isReady();
    void reply.status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    return { status: ready ? 'ok' : 'down' };
  }
}
