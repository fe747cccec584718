import { Controller, Get, Res, UseGuards } from '@nestjs/common';
import { PrometheusController } from '@willsoto/nestjs-prometheus';
import type { FastifyReply } from 'fastify';
import { MonitoringGuard } from './monitoring.guard';
import { WorkerMetrics } from './worker-metrics';

/** On the worker's own port, which is not published. */
@Controller('metrics')
@UseGuards(MonitoringGuard)
export class MetricsController extends PrometheusController {
  constructor(private readonly metrics: WorkerMetrics) {
    super();
  }

  @Get()
  override index(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    this.metrics.refreshMetrics();
    return super.index(reply);
  }
}
