import { MonitoringAccess } from '@app/health';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PrometheusController } from '@willsoto/nestjs-prometheus';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard } from '../http/access.guard';
import { Public } from '../http/access.decorators';
import { Endpoint } from '../docs/endpoint.decorator';
import { InstallationMetrics } from './installation-metrics';

@ApiTags('health')
@Controller('metrics')
@Public()
export class MetricsController extends PrometheusController {
  constructor(
    private readonly installation: InstallationMetrics,
    private readonly monitoring: MonitoringAccess,
    private readonly access: AccessGuard,
  ) {
    super();
  }

  @Get()
  @Endpoint(
    'Prometheus metrics of the whole installation, for METRICS_TOKEN, super-admins, or this machine itself',
    {
      operationId: 'getMetrics',
      security: [{ metricsToken: [] }, { accessToken: [] }, { session: [] }, {}],
      answers: { content: { 'text/plain': { schema: { type: 'string' } } } },
      problems: [401],
    },
  )
  override async index(
    @Res({ passthrough: true }) reply: FastifyReply,
    @Req() request?: FastifyRequest,
  ): Promise<string> {
    if (request) await this.allow(request, reply);
    const own = await super.index(reply);
    return own + (await this.installation.render());
  }

  private async allow(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { headers, socket } = request;
    if (this.monitoring.isAllowed({ headers, remoteAddress: socket.remoteAddress })) return;
    await this.access.authorise(request, reply, 'metrics.read');
  }
}
