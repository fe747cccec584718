export { AccountNames } from './users/account-names.query';
export { AddUser, type WantedUser } from './users/add-user.service';
export {
  ApiKeyEnded,
  Forbidden,
  GoogleSignInDeclined,
  GoogleSignInRefused,
  Unauthenticated,
  WrongCredential,
} from './auth.errors';
export { MakeSecurityReport } from './reports/make-security-report.query';
export { AuthModule } from './auth.module';
export { ActOnBehalf } from './on-behalf/act-on-behalf.service';
export { Authenticate } from './authentication/authenticate.service';
export { type CallerIdentity, identityOf } from './callers/caller-identity';
export { CurrentCallers } from './authentication/current-callers.query';
export { type Caller, type Role, type Scope, SCOPES } from './callers/caller';
export {
  type CreateApiKeyInput,
  ManageApiKeys,
  type CreatedApiKey,
} from './api-keys/manage-api-keys.service';
export type { ApiKey } from './api-keys/persistence/api-keys.repository';
export { type AccessRule, accessRuleOf, type Action, mayDo, refuseRestricted } from './authentication/policy';
export { EmailAddresses } from './users/email-addresses.service';
export { GoogleSignIn } from './sign-in/google-sign-in.service';
export { Register } from './users/register.service';
export { RemoveUser } from './users/remove-user.service';
export { RotateSecretKeys } from './rotate-secret-keys.service';
export { type Device, Sessions, type SignedIn } from './sessions/sessions.service';
export { type DeviceSignIn, SignIn } from './sign-in/sign-in.service';
export { StartConnect } from './connect/start-connect.service';
export { Invite } from './users/invite.service';
export type { Invitation } from './users/invitation';
export type { User } from './user';
export { ManageLockouts } from './lockouts/manage-lockouts.service';
export { ManageSessions } from './users/manage-sessions.service';
export type { Lockout as LockedOutPerson, LockoutState } from './lockouts/persistence/lockouts.repository';
export type { Session } from './sessions/session';
export { ManageSecondFactor, type SecondFactorState } from './second-factor/manage-second-factor.service';
export { SecondFactorRequired } from './second-factor/second-factor.errors';
export type { SecondFactorInput } from './second-factor/second-factor-proof.service';
export { ManageUsers, type UserChange } from './users/manage-users.service';
export { OwnAccount } from './own-account/own-account.service';
export { ManageTenants } from './tenants/manage-tenants.service';
export {
  COURSE_FILES,
  type CourseFiles,
  GOOGLE_SIGN_IN,
  type GoogleSignInMode,
  type Tenant,
  type TenantChange,
} from './tenants/tenant';
export { SetUp } from './users/set-up.service';
