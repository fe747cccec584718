import { AuthModule } from '@app/auth';
import { GoogleModule } from '@app/google';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { GoogleSignInController } from './google-sign-in.controller';
import { SignInPageController } from './sign-in-page.controller';
import { SignInWithGoogle } from './sign-in-with-google';

/** The sign-in page, and signing in with Google. */
@Module({
  imports: [AuthModule, GoogleModule, HttpModule],
  controllers: [GoogleSignInController, SignInPageController],
  providers: [SignInWithGoogle],
  exports: [SignInWithGoogle],
})
export class SignInApiModule {}
