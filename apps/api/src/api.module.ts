import { AuthModule } from '@app/auth';
import { BatchesModule } from '@app/batches';
import { ConfigModule } from '@app/config';
import { CoursesModule } from '@app/courses';
import { DatabaseModule } from '@app/database';
import { DownloadsModule } from '@app/downloads';
import { EgressModule } from '@app/egress';
import { GoogleModule } from '@app/google';
import { HealthModule } from '@app/health';
import { ProcessMetricsModule } from '@app/observability';
import { QueueModule } from '@app/queue';
import { SecurityModule } from '@app/security';
import { MaintenanceModule } from '@app/maintenance';
import { StorageModule } from '@app/storage';
import { Module } from '@nestjs/common';
import { ApiKeysController } from './api-keys/api-keys.controller';
import { AuthController } from './auth/auth.controller';
import { InvitationsController } from './auth/invitations.controller';
import { ProfileController } from './auth/profile.controller';
import { RegisterController } from './auth/register.controller';
import { RemoveUser } from './auth/remove-user';
import { SecondFactorController } from './auth/second-factor.controller';
import { SessionsController } from './auth/sessions.controller';
import { UsersController } from './auth/users.controller';
import { BatchesController } from './batches/batches.controller';
import { CoursesController } from './courses/courses.controller';
import { ConnectLinks } from './credentials/connect-links';
import { ConnectController } from './credentials/connect.controller';
import { CredentialsController } from './credentials/credentials.controller';
import { StartConnect } from './credentials/start-connect';
import { DownloadsController } from './downloads/downloads.controller';
import { FilesController } from './downloads/files.controller';
import { HealthController } from './health/health.controller';
import { InstallationMetrics } from './health/installation-metrics';
import { MetricsController } from './health/metrics.controller';
import { MaintenanceController } from './maintenance/maintenance.controller';
import { QuotaController } from './quota/quota.controller';
import { ValidateInput } from './security/validate-input';
import { LimitsController } from './security/limits.controller';
import { LockoutsController } from './security/lockouts.controller';
import { SecurityController } from './security/security.controller';
import { SecurityTokensController } from './security/security-tokens.controller';
import { GoogleSignInController } from './sign-in/google-sign-in.controller';
import { SignInWithGoogle } from './sign-in/sign-in-with-google';
import { SignInPageController } from './sign-in/sign-in-page.controller';
import { TenantsController } from './tenants/tenants.controller';
import { HttpModule } from './http/http.module';

@Module({
  imports: [
    ConfigModule,
    DatabaseModule.forApp('classroom-api'),
    SecurityModule,
    EgressModule,
    StorageModule,
    QueueModule,
    GoogleModule,
    AuthModule,
    CoursesModule,
    DownloadsModule,
    BatchesModule,
    HealthModule,
    MaintenanceModule,
    HttpModule,
    ProcessMetricsModule,
  ],
  controllers: [
    ApiKeysController,
    AuthController,
    BatchesController,
    ConnectController,
    CoursesController,
    CredentialsController,
    DownloadsController,
    FilesController,
    GoogleSignInController,
    HealthController,
    InvitationsController,
    LimitsController,
    LockoutsController,
    MaintenanceController,
    MetricsController,
    ProfileController,
    QuotaController,
    RegisterController,
    SecondFactorController,
    SecurityController,
    SecurityTokensController,
    SessionsController,
    SignInPageController,
    TenantsController,
    UsersController,
  ],
  providers: [ConnectLinks, InstallationMetrics, ValidateInput, RemoveUser, SignInWithGoogle, StartConnect],
})
export class ApiModule {}
