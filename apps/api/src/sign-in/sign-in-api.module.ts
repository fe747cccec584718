import { AuthModule } from '@app/auth';
import { GoogleModule } from '@app/google';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { GoogleSignInController } from './google-sign-in.controller';
import { SignInController } from './sign-in.controller';
import { SignInWithGoogle } from './sign-in-with-google';

/** How people may sign in, and signing in with Google. */
@Module({
  imports: [AuthModule, GoogleModule, HttpModule],
  controllers: [GoogleSignInController, SignInController],
  providers: [SignInWithGoogle],
  exports: [SignInWithGoogle],
})
export class SignInApiModule {}
