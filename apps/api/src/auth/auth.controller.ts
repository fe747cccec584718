import { SignIn } from '@app/auth';
import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/access.decorators';
import { ApiProblems } from '../docs/api-problems.decorator';
import { SessionCookies } from '../http/session-cookie';
import { SignedInDto, signedInDto, SignInDto } from './auth.dto';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIn: SignIn,
    private readonly cookies: SessionCookies,
  ) {}

  @Post('login')
  @Public()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sign in with user name and password; also sets a session cookie for the browser',
  })
  @ApiOkResponse({ type: SignedInDto })
  @ApiProblems(400, 401)
  async login(
    @Body() body: SignInDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInDto> {
    const signedIn = await this.signIn.byPassword(body.username, body.password);
    this.cookies.setSession(reply, signedIn.accessToken, signedIn.expiresIn);
    return signedInDto(signedIn);
  }
}
