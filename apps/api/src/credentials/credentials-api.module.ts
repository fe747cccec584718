import { AuthModule } from '@app/auth';
import { GoogleModule } from '@app/google';
import { Module } from '@nestjs/common';
import { SignInApiModule } from '../sign-in/sign-in-api.module';
import { HttpModule } from '../http/http.module';
import { ConnectController } from './connect.controller';
import { CredentialsController } from './credentials.controller';
import { ConnectLinks } from './connect-links';

/** Google accounts, and connecting one. */
@Module({
  imports: [AuthModule, GoogleModule, SignInApiModule, HttpModule],
  controllers: [ConnectController, CredentialsController],
  providers: [ConnectLinks],
})
export class CredentialsApiModule {}
