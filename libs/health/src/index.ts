export { HealthModule } from './health.module';
export {
  type ComponentHealth,
  type HealthState,
  SystemHealth,
  type SystemHealthReport,
} from './system-health.query';
