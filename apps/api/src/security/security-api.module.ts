import { AuthModule } from '@app/auth';
import { EgressModule } from '@app/egress';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { LimitsController } from './limits.controller';
import { LockoutsController } from './lockouts.controller';
import { SecurityController } from './security.controller';
import { SecurityTokensController } from './security-tokens.controller';
import { ValidateInput } from './validate-input';

/** The security log, limits, lockouts and checks of input. */
@Module({
  imports: [AuthModule, EgressModule, HttpModule],
  controllers: [LimitsController, LockoutsController, SecurityController, SecurityTokensController],
  providers: [ValidateInput],
})
export class SecurityApiModule {}
