import { AuthModule } from '@app/auth';
import { GoogleModule } from '@app/google';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { InvitationsController } from './invitations.controller';
import { RegisterController } from './register.controller';
import { UsersController } from './users.controller';
import { RemoveUser } from './remove-user';

/** People: registration, invitations, and what admins do with them. */
@Module({
  imports: [AuthModule, GoogleModule, HttpModule],
  controllers: [InvitationsController, RegisterController, UsersController],
  providers: [RemoveUser],
})
export class UsersApiModule {}
