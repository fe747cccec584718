import { AuthModule } from '@app/auth';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { InvitationsController } from './invitations.controller';
import { RegisterController } from './register.controller';
import { UsersController } from './users.controller';

/** People: registration, invitations, and what admins do with them. */
@Module({
  imports: [AuthModule, HttpModule],
  controllers: [InvitationsController, RegisterController, UsersController],
})
export class UsersApiModule {}
