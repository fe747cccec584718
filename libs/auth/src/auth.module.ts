import { Clock, SystemClock } from '@app/kernel';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessJwt } from './access-jwt';
import { ActOnBehalf } from './act-on-behalf.service';
import { Authenticate } from './authenticate.service';
import { BootstrapCallers } from './bootstrap-callers.service';
import { ManageApiKeys } from './manage-api-keys.service';
import { ApiKeyEntity } from './persistence/api-key.entity';
import { ApiKeysRepository } from './persistence/api-keys.repository';
import { TenantEntity } from './persistence/tenant.entity';
import { TenantsRepository } from './persistence/tenants.repository';
import { UserEntity } from './persistence/user.entity';
import { UsersRepository } from './persistence/users.repository';
import { ResealSigningSecrets } from './reseal-signing-secrets.service';
import { SecurityEventsModule } from './security-events.module';
import { SignIn } from './sign-in.service';

@Module({
  imports: [SecurityEventsModule, TypeOrmModule.forFeature([TenantEntity, UserEntity, ApiKeyEntity])],
  providers: [
    AccessJwt,
    ActOnBehalf,
    ApiKeysRepository,
    Authenticate,
    BootstrapCallers,
    ManageApiKeys,
    ResealSigningSecrets,
    SignIn,
    TenantsRepository,
    UsersRepository,
    { provide: Clock, useClass: SystemClock },
  ],
  exports: [SecurityEventsModule, ActOnBehalf, Authenticate, ManageApiKeys, ResealSigningSecrets, SignIn],
})
export class AuthModule {}
