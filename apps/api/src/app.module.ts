import { ConfigModule } from '@app/config';
import { DatabaseModule } from '@app/database';
import { ProcessMetricsModule } from '@app/observability';
import { QueueModule } from '@app/queue';
import { SecurityModule } from '@app/security';
import { Module } from '@nestjs/common';
import { ApiKeysApiModule } from './api-keys/api-keys-api.module';
import { AuthApiModule } from './auth/auth-api.module';
import { BatchesApiModule } from './batches/batches-api.module';
import { CoursesApiModule } from './courses/courses-api.module';
import { CredentialsApiModule } from './credentials/credentials-api.module';
import { DownloadsApiModule } from './downloads/downloads-api.module';
import { HealthApiModule } from './health/health-api.module';
import { MaintenanceApiModule } from './maintenance/maintenance-api.module';
import { NoticesApiModule } from './notices/notices-api.module';
import { RealtimeApiModule } from './realtime/realtime-api.module';
import { SecurityApiModule } from './security/security-api.module';
import { SignInApiModule } from './sign-in/sign-in-api.module';
import { TenantsApiModule } from './tenants/tenants-api.module';
import { TextsApiModule } from './texts/texts-api.module';
import { UsersApiModule } from './users/users-api.module';
import { HttpModule } from './http/http.module';

@Module({
  imports: [
    ConfigModule,
    DatabaseModule.forApp('classroom-api'),
    SecurityModule,
    QueueModule,
    HttpModule,
    ProcessMetricsModule,
    ApiKeysApiModule,
    AuthApiModule,
    BatchesApiModule,
    CoursesApiModule,
    CredentialsApiModule,
    DownloadsApiModule,
    HealthApiModule,
    MaintenanceApiModule,
    NoticesApiModule,
    RealtimeApiModule,
    SecurityApiModule,
    SignInApiModule,
    TenantsApiModule,
    TextsApiModule,
    UsersApiModule,
  ],
})
export class AppModule {}
