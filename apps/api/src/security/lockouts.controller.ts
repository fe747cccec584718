import { type Caller, ManageLockouts } from '@app/auth';
import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../docs/api-problems.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { OffsetQuery } from '../http/paging';
import { UuidParam } from '../http/validation';
import { LockoutListDto, lockoutListDto } from './lockouts.dto';

@ApiTags('security')
@Controller('security/lockouts')
export class LockoutsController {
  constructor(private readonly lockouts: ManageLockouts) {}

  @Get()
  @Requires('users.manage')
  @ApiOperation({ summary: 'People of the own tenant who are locked out; of every tenant for super-admins' })
  @ApiOkResponse({ type: LockoutListDto })
  async listLockouts(@Query() page: OffsetQuery, @CurrentCaller() caller: Caller): Promise<LockoutListDto> {
    return lockoutListDto(await this.lockouts.listLockouts(page, caller), page);
  }

  @Delete(':user_id')
  @Requires('users.manage')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let a person in again, from every place; not oneself' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  async clearLockout(
    @Param('user_id', UuidParam) userId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    await this.lockouts.liftLockout(userId, caller);
  }
}
