import { DatabaseModule } from '@app/database';
import { Module } from '@nestjs/common';
import { AccountNames } from './account-names.query';
import { AddUser } from './add-user.service';
import { AccessJwt } from './access-jwt';
import { ActOnBehalf } from './act-on-behalf.service';
import { Authenticate } from './authenticate.service';
import { BootstrapCallers } from './bootstrap-callers.service';
import { CurrentCallers } from './current-callers.query';
import { DeviceToken } from './device-token';
import { EmailAddresses } from './email-addresses.service';
import { MakeSecurityReport } from './events/make-security-report.query';
import { PruneSessions } from './prune-sessions';
import { GoogleSignIn } from './google-sign-in.service';
import { Invite } from './invite.service';
import { Lockout } from './lockout.service';
import { ManageApiKeys } from './manage-api-keys.service';
import { ManageLockouts } from './manage-lockouts.service';
import { ManageSessions } from './manage-sessions.service';
import { ManageUsers } from './manage-users.service';
import { NewPasswords } from './new-passwords.service';
import { OwnAccount } from './own-account.service';
import { ApiKeyEntity } from './persistence/api-key.entity';
import { ApiKeysRepository } from './persistence/api-keys.repository';
import { FirstAdminEntity } from './persistence/first-admin.entity';
import { FirstAdminsRepository } from './persistence/first-admins.repository';
import { InvitationEntity } from './persistence/invitation.entity';
import { InvitationsRepository } from './persistence/invitations.repository';
import { LockoutsRepository } from './persistence/lockouts.repository';
import {
  RecoveryCodeEntity,
  SecondFactorEntity,
  SignInChallengeEntity,
} from './persistence/second-factor.entity';
import { SecondFactorsRepository } from './persistence/second-factors.repository';
import { RefreshTokenEntity, SessionEntity } from './persistence/session.entity';
import { SessionsRepository } from './persistence/sessions.repository';
import { SetupTokenEntity } from './persistence/setup-token.entity';
import { SetupTokensRepository } from './persistence/setup-tokens.repository';
import { SignInAttemptEntity } from './persistence/sign-in-attempt.entity';
import { SignInChallengesRepository } from './persistence/sign-in-challenges.repository';
import { SignInAttemptsRepository } from './persistence/sign-in-attempts.repository';
import { TenantEntity } from './persistence/tenant.entity';
import { TenantsRepository } from './persistence/tenants.repository';
import { UsedNonceEntity } from './persistence/used-nonce.entity';
import { UsedNoncesRepository } from './persistence/used-nonces.repository';
import { UserEntity } from './persistence/user.entity';
import { UsersRepository } from './persistence/users.repository';
import { Reauthenticate } from './reauthenticate.service';
import { Register } from './register.service';
import { RotateSigningSecretKeys } from './rotate-signing-secret-keys.service';
import { ManageSecondFactor } from './second-factor/manage-second-factor.service';
import { RotateSecondFactorKeys } from './second-factor/rotate-second-factor-keys.service';
import { SecondFactorProof } from './second-factor/second-factor-proof.service';
import { SignInChallenges } from './second-factor/sign-in-challenges.service';
import { SecurityEventsModule } from './security-events.module';
import { Sessions } from './sessions.service';
import { SetUp } from './set-up.service';
import { SignIn } from './sign-in.service';
import { ManageTenants } from './manage-tenants.service';
import { TenantResolver } from './tenant-resolver.service';

@Module({
  imports: [
    SecurityEventsModule,
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
  ],
  providers: [
    AccessJwt,
    AccountNames,
    ActOnBehalf,
    AddUser,
    ApiKeysRepository,
    Authenticate,
    BootstrapCallers,
    CurrentCallers,
    DeviceToken,
    EmailAddresses,
    PruneSessions,
    FirstAdminsRepository,
    GoogleSignIn,
    InvitationsRepository,
    Invite,
    Lockout,
    LockoutsRepository,
    MakeSecurityReport,
    ManageApiKeys,
    ManageLockouts,
    ManageSecondFactor,
    ManageSessions,
    ManageTenants,
    ManageUsers,
    NewPasswords,
    OwnAccount,
    Reauthenticate,
    Register,
    RotateSigningSecretKeys,
    RotateSecondFactorKeys,
    SecondFactorProof,
    SecondFactorsRepository,
    Sessions,
    SessionsRepository,
    SetUp,
    SetupTokensRepository,
    SignIn,
    SignInAttemptsRepository,
    SignInChallenges,
    SignInChallengesRepository,
    TenantResolver,
    TenantsRepository,
    UsedNoncesRepository,
    UsersRepository,
  ],
  exports: [
    SecurityEventsModule,
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
    RotateSigningSecretKeys,
    RotateSecondFactorKeys,
    Sessions,
    SetUp,
    SignIn,
  ],
})
export class AuthModule {}
