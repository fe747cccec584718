import { AuditModule } from '@app/audit';
import { DatabaseModule } from '@app/database';
import { GoogleModule } from '@app/google';
import { Module } from '@nestjs/common';
import { AccountNames } from './users/account-names.query';
import { AddUser } from './users/add-user.service';
import { AccessJwt } from './sessions/access-jwt';
import { ActOnBehalf } from './on-behalf/act-on-behalf.service';
import { Authenticate } from './authentication/authenticate.service';
import { KnownApiKeys } from './api-keys/known-api-keys.service';
import { BootstrapCallers } from './authentication/bootstrap-callers.service';
import { CurrentCallers } from './authentication/current-callers.query';
import { DeviceToken } from './sessions/device-token';
import { EmailAddresses } from './users/email-addresses.service';
import { PruneSessions } from './prune-sessions.service';
import { GoogleSignIn } from './sign-in/google-sign-in.service';
import { Invite } from './users/invite.service';
import { Lockout } from './lockouts/lockout.service';
import { ManageApiKeys } from './api-keys/manage-api-keys.service';
import { ManageLockouts } from './lockouts/manage-lockouts.service';
import { ManageSessions } from './users/manage-sessions.service';
import { ManageUsers } from './users/manage-users.service';
import { MakeSecurityReport } from './reports/make-security-report.query';
import { NewPasswords } from './users/new-passwords.service';
import { OwnAccount } from './own-account/own-account.service';
import { ApiKeyEntity } from './api-keys/persistence/api-key.entity';
import { ApiKeysRepository } from './api-keys/persistence/api-keys.repository';
import { FirstAdminEntity } from './users/persistence/first-admin.entity';
import { FirstAdminsRepository } from './users/persistence/first-admins.repository';
import { InvitationEntity } from './users/persistence/invitation.entity';
import { InvitationsRepository } from './users/persistence/invitations.repository';
import { LockoutsRepository } from './lockouts/persistence/lockouts.repository';
import { RecoveryCodeEntity, SecondFactorEntity } from './second-factor/persistence/second-factor.entity';
import { SignInChallengeEntity } from './sessions/persistence/sign-in-challenge.entity';
import { SecondFactorsRepository } from './second-factor/persistence/second-factors.repository';
import { RefreshTokenEntity, SessionEntity } from './sessions/persistence/session.entity';
import { SessionsRepository } from './sessions/persistence/sessions.repository';
import { SetupTokenEntity } from './users/persistence/setup-token.entity';
import { SetupTokensRepository } from './users/persistence/setup-tokens.repository';
import { SignInAttemptEntity } from './lockouts/persistence/sign-in-attempt.entity';
import { SignInChallengesRepository } from './sessions/persistence/sign-in-challenges.repository';
import { SignInAttemptsRepository } from './lockouts/persistence/sign-in-attempts.repository';
import { TenantEntity } from './tenants/persistence/tenant.entity';
import { TenantsRepository } from './tenants/persistence/tenants.repository';
import { UsedNonceEntity } from './on-behalf/persistence/used-nonce.entity';
import { UsedNoncesRepository } from './on-behalf/persistence/used-nonces.repository';
import { UserEntity } from './persistence/user.entity';
import { UsersRepository } from './users/persistence/users.repository';
import { Reauthenticate } from './own-account/reauthenticate.service';
import { RemoveUser } from './users/remove-user.service';
import { Register } from './users/register.service';
import { RotateSecretKeys } from './rotate-secret-keys.service';
import { ManageSecondFactor } from './second-factor/manage-second-factor.service';
import { SecondFactorProof } from './second-factor/second-factor-proof.service';
import { SignInChallenges } from './second-factor/sign-in-challenges.service';
import { Sessions } from './sessions/sessions.service';
import { SetUp } from './users/set-up.service';
import { SignIn } from './sign-in/sign-in.service';
import { StartConnect } from './connect/start-connect.service';
import { ManageTenants } from './tenants/manage-tenants.service';
import { TenantResolver } from './tenants/tenant-resolver.service';

/** What others use. */
const SERVICES = [
  AccountNames,
  ActOnBehalf,
  AddUser,
  Authenticate,
  CurrentCallers,
  EmailAddresses,
  GoogleSignIn,
  Invite,
  MakeSecurityReport,
  ManageApiKeys,
  ManageLockouts,
  ManageSecondFactor,
  ManageSessions,
  ManageTenants,
  ManageUsers,
  OwnAccount,
  Register,
  RemoveUser,
  RotateSecretKeys,
  Sessions,
  SetUp,
  SignIn,
  StartConnect,
];

@Module({
  imports: [
    AuditModule,
    DatabaseModule.forFeature([
      TenantEntity,
      UserEntity,
      ApiKeyEntity,
      FirstAdminEntity,
      InvitationEntity,
      SessionEntity,
      RefreshTokenEntity,
      SetupTokenEntity,
      RecoveryCodeEntity,
      SecondFactorEntity,
      SignInChallengeEntity,
      SignInAttemptEntity,
      UsedNonceEntity,
    ]),
    GoogleModule,
  ],
  providers: [
    ...SERVICES,
    AccessJwt,
    ApiKeysRepository,
    BootstrapCallers,
    DeviceToken,
    PruneSessions,
    FirstAdminsRepository,
    InvitationsRepository,
    KnownApiKeys,
    Lockout,
    LockoutsRepository,
    NewPasswords,
    Reauthenticate,
    SecondFactorProof,
    SecondFactorsRepository,
    SessionsRepository,
    SetupTokensRepository,
    SignInAttemptsRepository,
    SignInChallenges,
    SignInChallengesRepository,
    TenantResolver,
    TenantsRepository,
    UsedNoncesRepository,
    UsersRepository,
  ],
  exports: [AuditModule, ...SERVICES],
})
export class AuthModule {}
