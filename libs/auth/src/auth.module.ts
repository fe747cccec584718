import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AddUser } from './add-user.service';
import { AccessJwt } from './access-jwt';
import { Authenticate } from './authenticate.service';
import { BootstrapCallers } from './bootstrap-callers.service';
import { Invite } from './invite.service';
import { ApiKeyEntity } from './persistence/api-key.entity';
import { ApiKeysRepository } from './persistence/api-keys.repository';
import { InvitationEntity } from './persistence/invitation.entity';
import { InvitationsRepository } from './persistence/invitations.repository';
import { TenantEntity } from './persistence/tenant.entity';
import { TenantsRepository } from './persistence/tenants.repository';
import { UserEntity } from './persistence/user.entity';
import { UsersRepository } from './persistence/users.repository';
import { Register } from './register.service';
import { LoggedSecurityEvents, SecurityEvents } from './security-events';
import { SignIn } from './sign-in.service';
import { TenantOf } from './tenant-of.service';

@Module({
  imports: [TypeOrmModule.forFeature([TenantEntity, UserEntity, ApiKeyEntity, InvitationEntity])],
  providers: [
    AccessJwt,
    AddUser,
    ApiKeysRepository,
    Authenticate,
    BootstrapCallers,
    InvitationsRepository,
    Invite,
    Register,
    { provide: SecurityEvents, useClass: LoggedSecurityEvents },
    SignIn,
    TenantOf,
    TenantsRepository,
    UsersRepository,
  ],
  exports: [AddUser, Authenticate, Invite, Register, SignIn],
})
export class AuthModule {}
