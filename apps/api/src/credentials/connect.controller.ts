import { type Caller, StartConnect } from '@app/auth';
import { ConnectAccount, ConnectDeclined, type ConnectOutcome } from '@app/google';
import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import {
  ApiConsumes,
  ApiExtraModels,
  ApiFoundResponse,
  ApiOperation,
  ApiResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedInDto } from '../auth/auth.dto';
import { ApiProblems } from '../docs/api-problems.decorator';
import { Endpoint } from '../docs/endpoint.decorator';
import { LOCATED } from '../docs/headers';
import { CurrentCaller, Public, Requires } from '../http/access.decorators';
import { wantsPage } from '../http/problem-page';
import { languageOf } from '../http/problem-language';
import { SameOrigin } from '../http/same-origin';
import { SessionCookies } from '../http/session-cookie';
import { ConnectLinks } from './connect-links';
import { ConnectPageFilter } from './connect-page.filter';
import { connectedPage } from './connected-page';
import { SignInWithGoogle } from '../sign-in/sign-in-with-google';
import { ConnectQuery } from '../sign-in/sign-in.dto';
import { ConnectedAccountDto, problemDto } from './credentials.dto';
import { ConsentDto, connectInput } from './connect.dto';
import { returnAddress } from './return-address';

const PAGE = { 'text/html': { schema: { type: 'string' } } };
const CONNECTED = {
  'application/json': {
    schema: { oneOf: [ConnectedAccountDto, SignedInDto].map((dto) => ({ $ref: getSchemaPath(dto) })) },
  },
};

/** The way of a browser: our one-time link, Google, and back. */
@ApiTags('google accounts')
@Controller('auth')
@UseFilters(ConnectPageFilter)
export class ConnectController {
  constructor(
    private readonly begin: StartConnect,
    private readonly connect: ConnectAccount,
    private readonly links: ConnectLinks,
    private readonly signIn: SignInWithGoogle,
    private readonly cookies: SessionCookies,
    private readonly sameOrigin: SameOrigin,
  ) {}

  @Get('login')
  @Requires('credentials.connect')
  @ApiOperation({ summary: 'Connect a Google account from a signed-in browser' })
  @ApiFoundResponse({ description: 'to the one-time link', headers: LOCATED })
  async connectGoogleAccount(
    @Query() query: ConnectQuery,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { url } = await this.begin.createConnectLink(connectInput(query), caller);
    await reply.redirect(url, 302);
  }

  @Get('connect/:link')
  @Public()
  @Endpoint(
    'The one-time link: for its owner on to Google, for others a page that says who gets access and asks',
    { answers: { description: 'the page', content: PAGE }, problems: [410] },
  )
  @ApiFoundResponse({ description: 'to Google, or to sign in first', headers: LOCATED })
  async openConnectLink(
    @Param('link') secret: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const link = await this.connect.findLink(secret);
    if (await this.links.isOwners(link, request)) await this.links.goToGoogle(secret, reply, true);
    else await this.links.askConsent(secret, link, request, reply);
  }

  @Post('connect/:link')
  @Public()
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiOperation({ summary: 'The answer to that page: uses the link and goes on to Google' })
  @ApiResponse({ status: 303, description: 'to Google, or to return_to', headers: LOCATED })
  @ApiProblems(410)
  async answerConnectLink(
    @Param('link') secret: string,
    @Body() { proof, decision }: ConsentDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.sameOrigin.refuseOthers(request);
    this.links.demandProof(secret, proof, request);
    const link = await this.connect.findLink(secret);
    const isOwners = await this.links.isOwners(link, request);
    if (decision === 'allow') return this.links.goToGoogle(secret, reply, isOwners);
    const error = new ConnectDeclined('access_denied');
    const declined = { ...link, credentialId: null, email: null, missing: [], problem: null, error };
    await this.answer(declined, request, reply);
  }

  @Get('callback')
  @Public()
  @Endpoint('Where Google sends the browser back, to connect an account or to sign in', {
    answers: { description: 'a page for people, JSON for programs', content: { ...PAGE, ...CONNECTED } },
    problems: [502],
  })
  @ApiExtraModels(ConnectedAccountDto, SignedInDto)
  @ApiFoundResponse({ description: 'to return_to', headers: LOCATED })
  async handleGoogleCallback(
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
    const answer = { ...sentBack(query), nonce: this.cookies.connectNonce(request) };
    if (await this.signIn.finishSignIn(answer, request, reply)) return;
    const outcome = await this.connect.finishConnect(answer);
    this.cookies.clearConnectNonce(reply);
    await this.answer(outcome, request, reply);
  }

  /** The front end that asked learns how it ended; without one, people get a page and programs JSON. */
  private async answer(outcome: ConnectOutcome, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { credentialId, returnTo, problem, error } = outcome;
    const language = languageOf(request) ?? 'en';
    if (returnTo !== null)
      await reply.redirect(returnAddress(returnTo, outcome), request.method === 'POST' ? 303 : 302);
    else if (error) throw error;
    else if (wantsPage(request))
      await reply
        .header('content-language', language)
        .type('text/html; charset=utf-8')
        .send(connectedPage(outcome, language));
    else await reply.send({ credential_id: credentialId, status: 'active', problem: problemDto(problem) });
  }
}

/** What Google sends back; it may send more than we know of. */
function sentBack(query: Record<string, unknown>): { state?: string; code?: string; error?: string } {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined);
  return { state: text('state'), code: text('code'), error: text('error') };
}
