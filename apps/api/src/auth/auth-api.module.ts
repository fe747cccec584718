import { AuthModule } from '@app/auth';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { AuthController } from './auth.controller';
import { ProfileController } from './profile.controller';
import { SecondFactorController } from './second-factor.controller';
import { SessionsController } from './sessions.controller';

/** Signing in and out, second factors, sessions and the own profile. */
@Module({
  imports: [AuthModule, HttpModule],
  controllers: [AuthController, ProfileController, SecondFactorController, SessionsController],
})
export class AuthApiModule {}
