import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { School } from '../school/school';
import { consentPage } from './consent-page';
import { bearerOf } from './session';
import type { Grant, Tokens } from './tokens';

interface Code {
  grant: Grant;
  redirectUri: string;
  challenge?: string;
  challengeMethod: string;
  nonce?: string;
  /** Asked for a refresh token. */
  offline: boolean;
  expiresAt: number;
}

type Fields = Record<string, string | undefined>;
type Decision = Fields & { granted?: string | string[] };

const EMAIL = 'https://www.googleapis.com/auth/userinfo.email';
/** Google says who somebody is only where one of these was asked for. */
const IDENTITY = ['openid', EMAIL, 'profile'];
const CODE_LIFE_MS = 60_000;

/** Google's OAuth2 and OpenID Connect endpoints. */
export class OAuthServer {
  private readonly codes = new Map<string, Code>();

  constructor(
    private readonly school: School,
    private readonly tokens: Tokens,
  ) {}

  serve(app: FastifyInstance): void {
    app.get('/o/oauth2/v2/auth', (request, reply) => this.authorize(request, reply));
    app.post('/o/oauth2/v2/auth/decision', (request, reply) => this.decide(request.body as Decision, reply));
    app.post('/token', (request, reply) => this.token(request.body as Fields, reply));
    app.post('/revoke', (request, reply) => this.revoke(request, reply));
    app.get('/oauth2/v3/certs', (_request, reply) => reply.send({ keys: [this.tokens.jwk] }));
    app.get('/oauth2/v3/userinfo', (request, reply) => this.userinfo(request, reply));
  }

  private authorize(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const query = request.query as Fields;
    const problem = authorizeProblem(query);
    if (problem !== undefined)
      return reply.status(400).type('text/html').send(`<h1>Error 400: ${problem}</h1>`);
    return reply.type('text/html; charset=utf-8').send(consentPage(query, this.school.people));
  }

  /** What the buttons of the consent page send. */
  private decide(body: Decision, reply: FastifyReply): FastifyReply {
    const back = new URL(body.redirect_uri ?? '');
    if (body.state !== undefined) back.searchParams.set('state', body.state);
    const person = this.school.people.find(({ sub }) => sub === body.account);
    if (body.decision !== 'allow' || !person) {
      back.searchParams.set('error', 'access_denied');
      return reply.redirect(back.href, 303);
    }
    const scopes = grantedScopes(body.granted);
    const grant = {
      id: randomBytes(9).toString('hex'),
      sub: person.sub,
      clientId: body.client_id ?? '',
      scopes,
    };
    const code = `4/0A${randomBytes(30).toString('base64url')}`;
    this.codes.set(code, {
      grant,
      redirectUri: body.redirect_uri ?? '',
      challenge: body.code_challenge,
      challengeMethod: body.code_challenge_method ?? 'plain',
      nonce: body.nonce,
      offline: body.access_type === 'offline',
      expiresAt: Date.now() + CODE_LIFE_MS,
    });
    back.searchParams.set('code', code);
    back.searchParams.set('scope', scopes.join(' '));
    return reply.redirect(back.href, 303);
  }

  private async token(body: Fields, reply: FastifyReply): Promise<FastifyReply> {
    if (!body.client_id || !body.client_secret) {
      return refused(reply, 401, 'invalid_client', 'The OAuth client was not found.');
    }
    if (body.grant_type === 'refresh_token') return this.refresh(body, reply);
    if (body.grant_type === 'authorization_code') return this.exchange(body, reply);
    return refused(reply, 400, 'unsupported_grant_type', 'Invalid grant_type');
  }

  private async exchange(body: Fields, reply: FastifyReply): Promise<FastifyReply> {
    const code = this.codes.get(body.code ?? '');
    this.codes.delete(body.code ?? '');
    if (!code || code.expiresAt < Date.now() || code.grant.clientId !== body.client_id) {
      return refused(reply, 400, 'invalid_grant', 'Malformed auth code.');
    }
    if (code.redirectUri !== body.redirect_uri)
      return refused(reply, 400, 'redirect_uri_mismatch', 'Bad Request');
    if (
      code.challenge !== undefined &&
      code.challenge !== challengeOf(body.code_verifier, code.challengeMethod)
    ) {
      return refused(reply, 400, 'invalid_grant', 'Invalid code verifier.');
    }
    const { grant, nonce } = code;
    const { token, expiresIn } = this.tokens.access(grant);
    const person = this.school.people.find(({ sub }) => sub === grant.sub);
    if (!person) return refused(reply, 400, 'invalid_grant', 'Account not found.');
    return reply.send({
      access_token: token,
      expires_in: expiresIn,
      ...(code.offline ? { refresh_token: this.tokens.issueRefreshToken(grant) } : {}),
      scope: grant.scopes.join(' '),
      token_type: 'Bearer',
      ...(grant.scopes.some((scope) => IDENTITY.includes(scope))
        ? { id_token: await this.tokens.idToken(person, nonce, grant.clientId) }
        : {}),
    });
  }

  private refresh(body: Fields, reply: FastifyReply): FastifyReply {
    const grant = this.tokens.findGrant(body.refresh_token ?? '', 'refresh');
    if (!grant || grant.clientId !== body.client_id) {
      return refused(reply, 400, 'invalid_grant', 'Token has been expired or revoked.');
    }
    const { token, expiresIn } = this.tokens.access(grant);
    const scope = grant.scopes.join(' ');
    return reply.send({ access_token: token, expires_in: expiresIn, scope, token_type: 'Bearer' });
  }

  private revoke(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const token = (request.body as Fields | undefined)?.token ?? (request.query as Fields).token ?? '';
    if (!this.tokens.revokeToken(token))
      return refused(reply, 400, 'invalid_token', 'Token expired or revoked');
    return reply.send({});
  }

  private userinfo(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const grant = this.tokens.findGrant(bearerOf(request), 'access');
    const person = this.school.people.find(({ sub }) => sub === grant?.sub);
    if (!person) return refused(reply, 401, 'invalid_request', 'Invalid Credentials');
    const { sub, email, name, unverified = false, domain } = person;
    const claims = { sub, email, email_verified: !unverified, name, hd: domain };
    return reply.send(claims);
  }
}

function authorizeProblem(query: Fields): string | undefined {
  if (query.response_type !== 'code') return 'unsupported_response_type';
  if (!query.client_id) return 'invalid_client';
  if (!query.redirect_uri || !URL.canParse(query.redirect_uri)) return 'redirect_uri_mismatch';
  if (!query.scope) return 'invalid_scope';
  return undefined;
}

function grantedScopes(field: string | string[] | undefined): string[] {
  const ticked = field === undefined ? [] : [field].flat();
  return [...new Set(ticked.map((scope) => (scope === 'email' ? EMAIL : scope)))];
}

/** RFC 7636 §4.6. */
function challengeOf(verifier: string | undefined, method: string): string {
  if (method === 'plain') return verifier ?? '';
  return createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url');
}

function refused(reply: FastifyReply, status: number, error: string, description: string): FastifyReply {
  return reply.status(status).send({ error, error_description: description });
}
