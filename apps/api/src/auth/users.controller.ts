import { AddUser, type Caller, ManageUsers } from '@app/auth';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../docs/api-problems.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { UuidParam } from '../http/validation';
import { ChangeUserDto, CreateUserDto, ListUsersQuery, UserDto, userDto, UserListDto } from './accounts.dto';
import { RemoveUser } from './remove-user';

@ApiTags('users')
@Controller()
export class UsersController {
  constructor(
    private readonly adding: AddUser,
    private readonly users: ManageUsers,
    private readonly removing: RemoveUser,
  ) {}

  @Post('users')
  @Requires('users.manage')
  @ApiOperation({ summary: 'Make an account for somebody: e-mail address and password are enough' })
  @ApiCreatedResponse({ type: UserDto })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  async add(
    @Body() { full_name: fullName, tenant_id: tenantId, ...body }: CreateUserDto,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserDto> {
    const user = await this.adding.add({ ...body, fullName, tenantId }, caller);
    void reply.header('location', `/api/v1/auth/users/${user.id}`);
    return userDto(user);
  }

  @Get('auth/users')
  @Requires('users.manage')
  @ApiOperation({ summary: 'The people of the own tenant; of every tenant for super-admins' })
  @ApiOkResponse({ type: UserListDto })
  @ApiProblems(400, 401, 403)
  async list(@Query() query: ListUsersQuery, @CurrentCaller() caller: Caller): Promise<UserListDto> {
    const { limit, offset, q, role, is_active: isActive, tenant_id: tenantId } = query;
    const { users, total } = await this.users.list(
      { q, role, isActive, tenantId },
      { limit, offset },
      caller,
    );
    return { users: users.map(userDto), total, limit, offset };
  }

  @Get('auth/users/:id')
  @Requires('users.manage')
  @ApiOperation({ summary: 'One person' })
  @ApiOkResponse({ type: UserDto })
  @ApiProblems(401, 403, 404)
  async one(@Param('id', UuidParam) id: string, @CurrentCaller() caller: Caller): Promise<UserDto> {
    return userDto(await this.users.one(id, caller));
  }

  @Put('auth/users/:id')
  @Requires('users.manage')
  @ApiOperation({ summary: 'Change a person; what is left out stays. Deactivating ends every session' })
  @ApiOkResponse({ type: UserDto })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  async change(
    @Param('id', UuidParam) id: string,
    @Body() { full_name: fullName, is_active: isActive, ...body }: ChangeUserDto,
    @CurrentCaller() caller: Caller,
  ): Promise<UserDto> {
    return userDto(await this.users.update(id, { ...body, fullName, isActive }, caller));
  }

  @Delete('auth/users/:id')
  @Requires('users.manage')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a person with their sessions and Google accounts; downloads stay' })
  @ApiNoContentResponse()
  @ApiProblems(401, 403, 404, 409)
  async remove(@Param('id', UuidParam) id: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.removing.remove(id, caller);
  }
}
