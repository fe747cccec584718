import {
  AddUser,
  type Caller,
  EmailAddresses,
  ManageLockouts,
  ManageUsers,
  Register,
  type User,
  RemoveUser,
} from '@app/auth';
import { Body, Controller, Delete, Get, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Endpoint } from '../docs/endpoint.decorator';
import { LOCATED } from '../docs/headers';
import { CallerIfAny, CurrentCaller, Requires, RequiresOfCallers } from '../http/access.decorators';
import { RequestInvalid } from '../http/request.errors';
import { UuidParam } from '../http/validation';
import { ManagedUserDto, managedUserDto, UserListDto } from './accounts.dto';
import { UpdateUserDto, EmailDecisionDto, ListUsersQuery } from './account-requests.dto';
import { CreateUserDto } from './new-accounts.dto';

@ApiTags('users')
@Controller()
@Requires('users.manage')
export class UsersController {
  constructor(
    private readonly adding: AddUser,
    private readonly registering: Register,
    private readonly users: ManageUsers,
    private readonly lockouts: ManageLockouts,
    private readonly removing: RemoveUser,
    private readonly addresses: EmailAddresses,
  ) {}

  @Post('users')
  @RequiresOfCallers('users.manage')
  @Endpoint(
    'Make an account for somebody, or without a caller an own one: e-mail address and password are enough',
    {
      description:
        'Without a caller, and where REGISTRATION_MODE is `open`: an account in DEFAULT_TENANT with the role `user`. An address that somebody has, or says so, needs `username`, too, at POST /auth/register.',
      answers: { type: ManagedUserDto, headers: LOCATED },
      status: 201,
      problems: [404, 409, 422],
    },
  )
  async createUser(
    @Body() body: CreateUserDto,
    @CallerIfAny() caller: Caller | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ManagedUserDto> {
    if (!caller) return this.registerUser(body, request.ip, reply);
    const { full_name: fullName, tenant_id: tenantId, quota_bytes: quotaBytes, ...more } = body;
    const user = await this.adding.addUser({ ...more, fullName, tenantId, quotaBytes }, caller);
    void reply.header('location', `/api/v1/auth/users/${user.id}`);
    return this.answer(user);
  }

  @Get('auth/users')
  @Endpoint('The people of the own tenant; of every tenant for super-admins', { answers: UserListDto })
  async listUsers(@Query() query: ListUsersQuery, @CurrentCaller() caller: Caller): Promise<UserListDto> {
    const { limit, offset, q, role, administers, is_active: isActive, tenant_id: tenantId } = query;
    const { email_unconfirmed: emailUnconfirmed } = query;
    const { users, total } = await this.users.listUsers(
      { q, role, administers, isActive, tenantId, emailUnconfirmed },
      { limit, offset },
      caller,
    );
    const states = await this.lockouts.statesOf(users.map(({ id }) => id));
    return { users: users.map((user) => managedUserDto(user, states.get(user.id))), total, limit, offset };
  }

  @Get('auth/users/:id')
  @Endpoint('One person', { answers: ManagedUserDto, problems: [404] })
  async getUser(@UuidParam('id') id: string, @CurrentCaller() caller: Caller): Promise<ManagedUserDto> {
    return this.answer(await this.users.findUser(id, caller));
  }

  @Put('auth/users/:id')
  @Endpoint('Change a person; what is left out stays. Deactivating ends every session', {
    answers: ManagedUserDto,
    problems: [404, 409, 422],
  })
  async updateUser(
    @UuidParam('id') id: string,
    @Body() { full_name: fullName, is_active: isActive, quota_bytes: quotaBytes, ...body }: UpdateUserDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ManagedUserDto> {
    return this.answer(await this.users.updateUser(id, { ...body, fullName, isActive, quotaBytes }, caller));
  }

  @Post('auth/users/:id/email/confirm')
  @Endpoint('Say that the address a person asked for, or registered with, is theirs', {
    answers: ManagedUserDto,
    problems: [404, 409],
  })
  async confirmUserEmail(
    @UuidParam('id') id: string,
    @Body() { email }: EmailDecisionDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ManagedUserDto> {
    return this.answer(await this.addresses.confirmAddress(id, email, caller));
  }

  @Post('auth/users/:id/email/refuse')
  @Endpoint('Say that the address a person asked for is not theirs; the old one stays', {
    answers: ManagedUserDto,
    problems: [404, 409],
  })
  async rejectUserEmail(
    @UuidParam('id') id: string,
    @Body() { email }: EmailDecisionDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ManagedUserDto> {
    return this.answer(await this.addresses.refuse(id, email, caller));
  }

  @Delete('auth/users/:id')
  @Endpoint('Remove a person with their sessions and Google accounts; downloads stay', {
    problems: [404, 409],
  })
  async deleteUser(@UuidParam('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.removing.removeUser(id, caller);
  }

  private async registerUser(body: CreateUserDto, ip: string, reply: FastifyReply): Promise<ManagedUserDto> {
    const { full_name: fullName, username, email, password } = body;
    refuseAdminFields(body);
    const user = await this.registering.register({ username, email, fullName, password }, ip);
    void reply.header('location', '/api/v1/auth/profile');
    return managedUserDto(user, undefined);
  }

  private async answer(user: User): Promise<ManagedUserDto> {
    return managedUserDto(user, (await this.lockouts.statesOf([user.id])).get(user.id));
  }
}

/** Nobody gives themselves a role, a tenant or storage. @throws RequestInvalid */
function refuseAdminFields({ role, tenant_id: tenantId, quota_bytes: quotaBytes }: CreateUserDto): void {
  const given = {
    role: role === 'user' ? undefined : role,
    tenant_id: tenantId,
    quota_bytes: quotaBytes,
  };
  const fields = Object.entries(given).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  if (fields.length === 0) return;
  throw new RequestInvalid(
    fields.map((field) => ({ field, message: `${field} is for admins, who are signed in` })),
  );
}
