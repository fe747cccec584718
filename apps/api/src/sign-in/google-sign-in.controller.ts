import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ConnectQuery } from './sign-in.dto';
import { LOCATED } from '../docs/headers';
import { Public } from '../http/access.decorators';
import { SessionCookies } from '../http/session-cookie';
import { SignInWithGoogle } from './sign-in-with-google';

@ApiTags('auth')
@Controller('auth/google')
export class GoogleSignInController {
  constructor(
    private readonly signIn: SignInWithGoogle,
    private readonly cookies: SessionCookies,
  ) {}

  @Get('sign-in')
  @Public()
  @ApiOperation({ summary: 'Sign in with Google, where the tenant allows it; for a browser' })
  @ApiFoundResponse({
    headers: LOCATED,
    description: 'to Google, which sends the browser back to /auth/callback',
  })
  async startGoogleSignIn(
    @Query() { tenant_id: tenantId, return_to: returnTo }: ConnectQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { googleUrl, nonce } = await this.signIn.startSignIn(tenantId, returnTo);
    this.cookies.setConnectNonce(reply, nonce);
    await reply
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .redirect(googleUrl, 302);
  }
}
