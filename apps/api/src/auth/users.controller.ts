import { AddUser, type Caller } from '@app/auth';
import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../docs/api-problems.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { CreateUserDto, UserDto, userDto } from './accounts.dto';

@ApiTags('users')
@Controller()
export class UsersController {
  constructor(private readonly adding: AddUser) {}

  @Post('users')
  @Requires('users.manage')
  @ApiOperation({ summary: 'Make an account for somebody: e-mail address and password are enough' })
  @ApiCreatedResponse({ type: UserDto })
  @ApiProblems(400, 401, 403, 404, 409)
  async add(
    @Body() { full_name: fullName, tenant_id: tenantId, ...body }: CreateUserDto,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserDto> {
    const user = await this.adding.add({ ...body, fullName, tenantId }, caller);
    void reply.header('location', `/api/v1/auth/users/${user.id}`);
    return userDto(user);
  }
}
