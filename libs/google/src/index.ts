export {
  ClassroomClient,
  type ClassroomCourse,
  type ClassroomItem,
  type ClassroomMaterial,
  type CourseRole,
  type CourseworkKind,
} from './api/classroom-client';
export { DriveClient, type DriveReference } from './api/drive-client';
export { DRIVE_FOLDER, DRIVE_SHORTCUT, type DriveFile, isVideoFile } from './api/drive-file';
export { GoogleHealth, type GoogleReach } from './api/google-health';
export { type OembedAnswer, YoutubeOembed } from './api/youtube-oembed';
export { type Credential, type CredentialStatus, problemOfCredential } from './credential';
export { type Feature, hasFeature } from './features';
export * from './google.errors';
export { errorFromDrive, readGoogleFailure } from './google-failure';
export { GoogleModule } from './google.module';
export { ConnectAccount, type ConnectLink, type ConnectOutcome } from './oauth/connect-account.service';
export type { Callback } from './oauth/consent';
export { IdentifyPerson } from './oauth/identify-person.service';
export { DisconnectAccount } from './oauth/disconnect-account.service';
export { RotateTokenKeys } from './oauth/rotate-token-keys.service';
export { FindCredentials } from './oauth/find-credentials.query';
