import { type Caller, ManageLockouts } from '@app/auth';
import { Controller, Delete, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { OffsetQuery } from '../http/paging';
import { UuidParam } from '../http/validation';
import { LockoutListDto, lockoutListDto } from './lockouts.dto';

@ApiTags('security')
@Controller('security/lockouts')
@Requires('users.manage')
export class LockoutsController {
  constructor(private readonly lockouts: ManageLockouts) {}

  @Get()
  @Endpoint('People of the own tenant who are locked out; of every tenant for super-admins', {
    answers: LockoutListDto,
  })
  async listLockouts(@Query() page: OffsetQuery, @CurrentCaller() caller: Caller): Promise<LockoutListDto> {
    return lockoutListDto(await this.lockouts.listLockouts(page, caller), page);
  }

  @Delete(':user_id')
  @Endpoint('Let a person in again, from every place; not oneself', { problems: [404] })
  async clearLockout(@UuidParam('user_id') userId: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.lockouts.liftLockout(userId, caller);
  }
}
