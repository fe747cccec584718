import { type Caller, Sessions, SignIn } from '@app/auth';
import { Body, Controller, Header, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems } from '../docs/api-problems.decorator';
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
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Sign in with user name and password; also sets the cookies of a browser session',
  })
  @ApiOkResponse({ type: SignedInDto })
  @ApiProblems(401)
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
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiOperation({ summary: 'Sign in by the password form of OAuth 2; sets no cookies' })
  @ApiOkResponse({ type: TokensDto })
  @ApiProblems(401)
  async createToken(
    @Body() { username, password }: PasswordGrantDto,
    @Req() request: FastifyRequest,
  ): Promise<TokensDto> {
    return tokensDto(await this.signIn.byPassword(username, password, deviceOf(request)));
  }

  @Post('refresh')
  @Public()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Exchange a refresh token, which counts once, for new tokens; from the cookie or from the body',
  })
  @ApiOkResponse({ type: TokensDto })
  @ApiProblems(401, 409)
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
  @HttpCode(204)
  @ApiOperation({ summary: 'End this session, or every session of this person' })
  @ApiNoContentResponse()
  async signOut(
    @Query() query: SignOutQuery,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.endSession(caller, query);
    this.cookies.clearSession(reply);
  }
}
