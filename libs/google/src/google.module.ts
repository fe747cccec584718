import { AuditModule } from '@app/audit';
import { DatabaseModule } from '@app/database';
import { LimitsModule } from '@app/limits';
import { Module } from '@nestjs/common';
import { ClassroomClient } from './api/classroom-client';
import { DriveClient } from './api/drive-client';
import { GoogleCall } from './api/google-call';
import { GoogleHealth } from './api/google-health';
import { GoogleQuota } from './api/google-quota';
import { YoutubeOembed } from './api/youtube-oembed';
import { GoogleEndpoints } from './google-endpoints';
import { AccessTokens } from './oauth/access-tokens';
import { CheckEncryptionKey } from './oauth/check-encryption-key.service';
import { ConnectAccount } from './oauth/connect-account.service';
import { Consent } from './oauth/consent';
import { DisconnectAccount } from './oauth/disconnect-account.service';
import { FindCredentials } from './oauth/find-credentials.query';
import { IdentifyPerson } from './oauth/identify-person.service';
import { RotateTokenKeys } from './oauth/rotate-token-keys.service';
import { GoogleOAuth } from './oauth/google-oauth';
import { ConnectRequestEntity } from './persistence/connect-request.entity';
import { ConnectRequestsRepository } from './persistence/connect-requests.repository';
import { CredentialEntity } from './persistence/credential.entity';
import { CredentialsRepository } from './persistence/credentials.repository';

const PUBLIC = [
  ClassroomClient,
  ConnectAccount,
  DisconnectAccount,
  DriveClient,
  FindCredentials,
  GoogleHealth,
  IdentifyPerson,
  RotateTokenKeys,
  YoutubeOembed,
];

@Module({
  imports: [AuditModule, LimitsModule, DatabaseModule.forFeature([CredentialEntity, ConnectRequestEntity])],
  providers: [
    ...PUBLIC,
    AccessTokens,
    CheckEncryptionKey,
    ConnectRequestsRepository,
    Consent,
    CredentialsRepository,
    GoogleCall,
    GoogleEndpoints,
    GoogleOAuth,
    GoogleQuota,
  ],
  exports: PUBLIC,
})
export class GoogleModule {}
