/**
 * What each set of values is called, by the first place that has it. Every other place with the same values refers to
 * the same schema; a set without a name does not pass.
 */
export const ENUM_NAMES: Record<string, string> = {
  'ApiKey.scopes': 'ApiKeyScope',
  'AuditProblem.kind': 'AuditProblemKind',
  'Batch.status': 'BatchStatus',
  'CleanUpItem.kind': 'CleanUpItemKind',
  'ConnectedAccount.status': 'ConnectedStatus',
  'Consent.decision': 'ConsentDecision',
  'Course.role': 'CourseRole',
  'Course.state': 'CourseState',
  'CourseWarning.code': 'CourseWarningCode',
  'CoveredVideo.state': 'CoverageState',
  'Coursework.kind': 'CourseworkKind',
  'DownloadUrl.container': 'Container',
  'Credential.status': 'CredentialStatus',
  'Download.actions': 'DownloadAction',
  'Download.phase': 'DownloadPhase',
  'Download.quality': 'Quality',
  'Download.source': 'VideoSource',
  'Download.status': 'DownloadStatus',
  'FieldProblem.code': 'FieldCode',
  'Lockout.place': 'LockoutPlace',
  'Notice.kind': 'NoticeKind',
  'PasswordGrant.grant_type': 'GrantType',
  'Problem.code': 'ErrorCode',
  'ReportIncident.kind': 'IncidentKind',
  'SecurityReportInput.format': 'ReportFormat',
  'SecurityEvent.actor_kind': 'ActorKind',
  'SecurityEvent.outcome': 'EventOutcome',
  'ServerHealth.status': 'HealthStatus',
  'Session.method': 'SignInMethod',
  'SignInOptions.registration': 'RegistrationMode',
  'Sync.status': 'SyncStatus',
  'Tenant.course_files': 'CourseFilesVisibility',
  'Tenant.google_sign_in': 'GoogleSignInMode',
  'Texts.language': 'Language',
  'User.email_verified_by': 'EmailVerifier',
  'User.role': 'Role',
  'Verdict.state': 'VerdictState',
  'WaitingFor.code': 'WaitingCode',
  'Warning.code': 'WarningCode',
  'listDownloads.sort': 'DownloadSort',
};

/** Schemas that may have more members than they name. */
export const OPEN_SCHEMAS = ['Problem'];
