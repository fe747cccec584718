export { HealthModule } from './health.module';
export { MonitoringAccess } from './monitoring-access';
export {
  type ComponentHealth,
  type HealthState,
  SystemHealth,
  type SystemHealthReport,
} from './system-health.query';
