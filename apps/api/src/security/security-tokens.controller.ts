import { Sessions, SignIn } from '@app/auth';
import { Body, Controller, Header, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { RefreshTokenDto, PasswordGrantDto, TokensDto, tokensDto } from '../auth/auth.dto';
import { deviceOf } from '../auth/device';
import { Endpoint } from '../docs/endpoint.decorator';
import { Public } from '../http/access.decorators';

/** Second names of /auth/token and /auth/refresh, for programs: they know no cookies. */
@ApiTags('security')
@Controller('security')
@Public()
export class SecurityTokensController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
  ) {}

  @Post('token')
  @Header('cache-control', 'no-store')
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @Endpoint('The same as POST /auth/token', { answers: TokensDto, problems: [401] })
  async createSecurityToken(
    @Body() { username, password }: PasswordGrantDto,
    @Req() request: FastifyRequest,
  ): Promise<TokensDto> {
    return tokensDto(await this.signIn.byPassword(username, password, deviceOf(request)));
  }

  @Post('refresh')
  @Header('cache-control', 'no-store')
  @Endpoint('The same as POST /auth/refresh, with the token in the body', {
    answers: TokensDto,
    problems: [401, 409],
  })
  async refreshSecurityToken(
    @Body() { refresh_token: token }: RefreshTokenDto,
    @Req() { ip }: FastifyRequest,
  ): Promise<TokensDto> {
    return tokensDto(await this.sessions.refreshSession(token ?? '', ip));
  }
}
