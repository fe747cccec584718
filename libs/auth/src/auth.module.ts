import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessJwt } from './access-jwt';
import { Authenticate } from './authenticate.service';
import { BootstrapCallers } from './bootstrap-callers.service';
import { ApiKeyEntity } from './persistence/api-key.entity';
import { ApiKeysRepository } from './persistence/api-keys.repository';
import { TenantEntity } from './persistence/tenant.entity';
import { TenantsRepository } from './persistence/tenants.repository';
import { UserEntity } from './persistence/user.entity';
import { UsersRepository } from './persistence/users.repository';
import { LoggedSecurityEvents, SecurityEvents } from './security-events';
import { SignIn } from './sign-in.service';

@Module({
  imports: [TypeOrmModule.forFeature([TenantEntity, UserEntity, ApiKeyEntity])],
  providers: [
    AccessJwt,
    ApiKeysRepository,
    Authenticate,
    BootstrapCallers,
    { provide: SecurityEvents, useClass: LoggedSecurityEvents },
    SignIn,
    TenantsRepository,
    UsersRepository,
  ],
  exports: [Authenticate, SignIn],
})
export class AuthModule {}
