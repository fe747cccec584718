import { Register, SetUp } from '@app/auth';
import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Endpoint } from '../docs/endpoint.decorator';
import { LOCATED } from '../docs/headers';
import { Public } from '../http/access.decorators';
import { UserDto, userDto } from './accounts.dto';
import { RegisterUserDto, CreateFirstAdminDto } from './new-accounts.dto';

@ApiTags('auth')
@Controller('auth')
export class RegisterController {
  constructor(
    private readonly register: Register,
    private readonly setUp: SetUp,
  ) {}

  @Post('register')
  @Public()
  @Endpoint('Make an own account: with an invitation, or where registration is open', {
    answers: { type: UserDto, headers: LOCATED },
    status: 201,
    problems: [409, 410, 422],
  })
  async registerUser(
    @Body() { full_name: fullName, ...body }: RegisterUserDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserDto> {
    const user = await this.register.register({ ...body, fullName }, request.ip);
    void reply.header('location', '/api/v1/auth/profile');
    return userDto(user);
  }

  @Post('setup')
  @Public()
  @Endpoint('Make the first admin with the setup token from the log; only while there is no user', {
    answers: UserDto,
    status: 201,
    problems: [409, 422],
  })
  async createFirstAdmin(
    @Body() { full_name: fullName, token, ...body }: CreateFirstAdminDto,
    @Req() request: FastifyRequest,
  ): Promise<UserDto> {
    return userDto(await this.setUp.firstAdmin(token, { ...body, fullName }, request.ip));
  }
}
