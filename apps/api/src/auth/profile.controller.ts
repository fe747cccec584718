import { type Caller, OwnAccount } from '@app/auth';
import { Body, Controller, Get, Header, Post, Put, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { SessionCookies } from '../http/session-cookie';
import { UserDto, userDto } from '../users/accounts.dto';
import { ChangePasswordDto, UpdateProfileDto } from '../users/account-requests.dto';
import { SignedInDto, signedInDto } from './auth.dto';
import { deviceOf } from './device';

@ApiTags('auth')
@Controller('auth')
export class ProfileController {
  constructor(
    private readonly account: OwnAccount,
    private readonly cookies: SessionCookies,
  ) {}

  @Get('profile')
  @Requires('account.restore')
  @Endpoint('The own account', { answers: UserDto })
  async getProfile(@CurrentCaller() caller: Caller): Promise<UserDto> {
    return userDto(await this.account.profile(caller));
  }

  @Put('profile')
  @Requires('account.use')
  @Endpoint('Change the own name, or ask for another address; what is left out stays', {
    answers: UserDto,
    problems: [409],
  })
  async updateProfile(
    @Body() { email, full_name: fullName, current_password: currentPassword }: UpdateProfileDto,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
  ): Promise<UserDto> {
    const change = { email, fullName, currentPassword };
    return userDto(await this.account.change(change, caller, request.ip));
  }

  @Post('change-password')
  @Requires('account.restore')
  @Header('cache-control', 'no-store')
  @Endpoint('Change the own password; every session ends and a new one begins', {
    answers: SignedInDto,
    problems: [422],
  })
  async changePassword(
    @Body() { current_password: current, new_password: next }: ChangePasswordDto,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInDto> {
    const signedIn = await this.account.changePassword({ current, next }, caller, deviceOf(request));
    if (this.cookies.session(request) !== undefined) this.cookies.setSession(reply, signedIn);
    return signedInDto(signedIn);
  }
}
