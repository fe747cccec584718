import { type Caller, SecurityEvents } from '@app/auth';
import { ConnectAccount, type ConnectedAccount } from '@app/google';
import { Controller, Get, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems } from '../docs/api-problems.decorator';
import { CurrentCaller, Public, Requires } from '../http/access.decorators';
import { ProblemPageFilter, wantsPage } from '../http/problem-page.filter';
import { SessionCookies } from '../http/session-cookie';
import { connectedPage } from './connected-page';
import { SignInWithGoogle } from '../sign-in/sign-in-with-google';
import { ConnectQuery, problemDto } from './credentials.dto';
import { StartConnect } from './start-connect';

/** The way of a browser: our one-time link, Google, and back. */
@ApiTags('google accounts')
@Controller('auth')
@UseFilters(ProblemPageFilter)
export class ConnectController {
  constructor(
    private readonly begin: StartConnect,
    private readonly connect: ConnectAccount,
    private readonly signIn: SignInWithGoogle,
    private readonly cookies: SessionCookies,
    private readonly events: SecurityEvents,
  ) {}

  @Get('login')
  @Requires('credentials.connect')
  @ApiOperation({ summary: 'Connect a Google account from a signed-in browser' })
  @ApiFoundResponse({ description: 'to the one-time link' })
  @ApiProblems(400, 401, 403, 503)
  async login(
    @Query() query: ConnectQuery,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { url } = await this.begin.start(query, caller);
    await reply.redirect(url, 302);
  }

  @Get('connect/:link')
  @Public()
  @ApiOperation({ summary: 'The one-time link: remembers the browser and goes on to Google' })
  @ApiFoundResponse({ description: 'to Google' })
  @ApiProblems(410)
  async open(@Param('link') link: string, @Res() reply: FastifyReply): Promise<void> {
    const { googleUrl, nonce } = await this.connect.open(link);
    this.cookies.setConnectNonce(reply, nonce);
    await reply
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .redirect(googleUrl, 302);
  }

  @Get('callback')
  @Public()
  @ApiOperation({ summary: 'Where Google sends the browser back, to connect an account or to sign in' })
  @ApiOkResponse({ description: 'a page for people, JSON for programs, or a redirect to return_to' })
  @ApiProblems(400, 403, 502)
  async callback(
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
    const answer = { ...sentBack(query), nonce: this.cookies.connectNonce(request) };
    if (await this.signIn.finish(answer, request, reply)) return;
    const connected = await this.connect.finish(answer);
    const { credentialId, returnTo, problem } = connected;
    await this.record(connected);
    this.cookies.clearConnectNonce(reply);
    if (returnTo !== null) await reply.redirect(returnTo, 302);
    else if (wantsPage(request)) await reply.type('text/html; charset=utf-8').send(connectedPage(problem));
    else await reply.send({ credential_id: credentialId, status: 'active', problem: problemDto(problem) });
  }

  private record({ credentialId, tenantId, ownerUserId }: ConnectedAccount): Promise<void> {
    return this.events.record({
      action: 'credential.connected',
      outcome: 'ok',
      tenantId,
      actorId: ownerUserId === null ? null : `user:${ownerUserId}`,
      actorName: ownerUserId === null ? 'one-time link' : null,
      subject: `credential:${String(credentialId)}`,
    });
  }
}

/** What Google sends back; it may send more than we know of. */
function sentBack(query: Record<string, unknown>): { state?: string; code?: string; error?: string } {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined);
  return { state: text('state'), code: text('code'), error: text('error') };
}
