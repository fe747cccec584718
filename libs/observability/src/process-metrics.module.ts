import { Controller } from '@nestjs/common';
import { PrometheusModule } from '@willsoto/nestjs-prometheus';

/** The library's module insists on a route; ours have guards and more to tell, and stand in the apps. */
@Controller()
class NoRoutes {}

/** What every process tells of itself: memory, CPU, event-loop lag. */
export const ProcessMetricsModule = PrometheusModule.register({
  controller: NoRoutes,
  defaultMetrics: { enabled: true },
});
