import { type Caller, Sessions, SignIn } from '@app/auth';
import { Body, Controller, Header, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Public, Requires } from '../http/access.decorators';
import { SameOrigin } from '../http/same-origin';
import { SessionCookies } from '../http/session-cookie';
import {
  RefreshTokenDto,
  SignedInDto,
  signedInDto,
  SignInDto,
  SignOutQuery,
  PasswordGrantDto,
  TokensDto,
  tokensDto,
} from './auth.dto';
import { deviceOf } from './device';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly cookies: SessionCookies,
    private readonly sameOrigin: SameOrigin,
  ) {}

  @Post('login')
  @Public()
  @Header('cache-control', 'no-store')
  @Endpoint('Sign in with user name and password; also sets the cookies of a browser session', {
    answers: SignedInDto,
    problems: [401],
  })
  async signInWithPassword(
    @Body() { username, password }: SignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInDto> {
    this.sameOrigin.refuseOthers(request);
    const signedIn = await this.signIn.byPassword(username, password, deviceOf(request));
    this.cookies.setSession(reply, signedIn);
    this.cookies.setDevice(reply, signedIn);
    return signedInDto(signedIn);
  }

  @Post('token')
  @Public()
  @Header('cache-control', 'no-store')
  @ApiConsumes('application/x-www-form-urlencoded')
  @Endpoint('Sign in by the password form of OAuth 2; sets no cookies', {
    answers: TokensDto,
    problems: [401],
  })
  async createToken(@Body() form: PasswordGrantDto, @Req() request: FastifyRequest): Promise<TokensDto> {
    return tokensDto(await this.signIn.byPassword(form.username, form.password, deviceOf(request)));
  }

  @Post('refresh')
  @Public()
  @Header('cache-control', 'no-store')
  @Endpoint('Exchange a refresh token, which counts once, for new tokens; from the cookie or from the body', {
    answers: TokensDto,
    problems: [401, 409],
  })
  async refreshToken(
    @Body() { refresh_token: sent }: RefreshTokenDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokensDto> {
    if (sent !== undefined) return tokensDto(await this.sessions.refreshSession(sent, request.ip));
    this.sameOrigin.demand(request);
    const signedIn = await this.sessions.refreshSession(this.cookies.refreshToken(request) ?? '', request.ip);
    this.cookies.setSession(reply, signedIn);
    return tokensDto(signedIn);
  }

  @Post('logout')
  @Requires('account.restore')
  @Endpoint('End this session, or every session of this person')
  async signOut(
    @Query() query: SignOutQuery,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.endSession(caller, query);
    this.cookies.clearSession(reply);
  }
}
