export { AccountNames } from './account-names.query';
export { AddUser, type WantedUser } from './add-user.service';
export {
  ApiKeyEnded,
  Forbidden,
  GoogleSignInDeclined,
  GoogleSignInRefused,
  Unauthenticated,
  WrongCredential,
} from './auth.errors';
export { actorOf } from './events/actor';
export { type AuditReport, AuditTrail } from './events/audit-trail.service';
export { type EventPage, type EventStats, FindSecurityEvents } from './events/find-security-events.query';
export { MakeSecurityReport, type SecurityReport } from './events/make-security-report.query';
export { PruneSecurityEvents } from './events/prune-security-events.service';
export type { SecurityEventFilter, StoredSecurityEvent } from './persistence/security-events.repository';
export { type SecurityEvent, SecurityEvents } from './security-events';
export { SecurityEventsModule } from './security-events.module';
export { AuthModule } from './auth.module';
export { ActOnBehalf } from './act-on-behalf.service';
export { Authenticate } from './authenticate.service';
export { type CallerIdentity, identityOf } from './caller-identity';
export { CurrentCallers } from './current-callers.query';
export { type Caller, type Role, type Scope, SCOPES } from './caller';
export { type CreateApiKeyInput, ManageApiKeys, type CreatedApiKey } from './manage-api-keys.service';
export type { ApiKey } from './persistence/api-keys.repository';
export { type AccessRule, accessRuleOf, type Action, mayDo, refuseRestricted } from './policy';
export { EmailAddresses } from './email-addresses.service';
export { GoogleSignIn } from './google-sign-in.service';
export { Register } from './register.service';
export { RotateSigningSecretKeys } from './rotate-signing-secret-keys.service';
export { type Device, Sessions, type SignedIn } from './sessions.service';
export { type DeviceSignIn, SignIn } from './sign-in.service';
export { Invite } from './invite.service';
export type { Invitation } from './invitation';
export type { User } from './user';
export { ManageLockouts } from './manage-lockouts.service';
export { ManageSessions } from './manage-sessions.service';
export type { Lockout as LockedOutPerson, LockoutState } from './persistence/lockouts.repository';
export type { Session } from './session';
export { ManageSecondFactor, type SecondFactorState } from './second-factor/manage-second-factor.service';
export { RotateSecondFactorKeys } from './second-factor/rotate-second-factor-keys.service';
export { SecondFactorRequired } from './second-factor/second-factor.errors';
export type { SecondFactorInput } from './second-factor/second-factor-proof.service';
export { ManageUsers, type UserChange } from './manage-users.service';
export { OwnAccount } from './own-account.service';
export { ManageTenants } from './manage-tenants.service';
export {
  COURSE_FILES,
  type CourseFiles,
  GOOGLE_SIGN_IN,
  type GoogleSignInMode,
  type Tenant,
  type TenantChange,
} from './tenant';
export { SetUp } from './set-up.service';
