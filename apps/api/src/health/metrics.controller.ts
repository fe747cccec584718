import { Unauthenticated } from '@app/auth';
import { AppConfig } from '@app/config';
import { sameSecret } from '@app/security';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PrometheusController } from '@willsoto/nestjs-prometheus';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard } from '../http/access.guard';
import { Public } from '../http/access.decorators';
import { ApiProblems } from '../docs/api-problems.decorator';
import { InstallationMetrics } from './installation-metrics';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

@ApiTags('health')
@Controller('metrics')
@Public()
export class MetricsController extends PrometheusController {
  constructor(
    private readonly installation: InstallationMetrics,
    private readonly config: AppConfig,
    private readonly access: AccessGuard,
  ) {
    super();
  }

  @Get()
  @ApiOperation({
    summary:
      'Prometheus metrics of the whole installation, for METRICS_TOKEN, super-admins, or this machine itself',
  })
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  @ApiProblems(401, 403)
  override async index(
    @Res({ passthrough: true }) reply: FastifyReply,
    @Req() request?: FastifyRequest,
  ): Promise<string> {
    if (request) await this.allow(request, reply);
    const own = await super.index(reply);
    return own + (await this.installation.text());
  }

  /** A scraper on this machine that no proxy stands before, the token, or a caller who may. */
  private async allow(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { metricsToken } = this.config.http;
    const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (metricsToken !== undefined && bearer !== undefined && sameSecret(bearer, metricsToken)) return;
    const direct =
      request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined;
    const isLocal = direct && LOOPBACK.test(request.socket.remoteAddress ?? '');
    if (metricsToken === undefined && isLocal && bearer === undefined) return;
    if (bearer === undefined) throw new Unauthenticated();
    await this.access.authorise(request, reply, 'metrics.read');
  }
}
