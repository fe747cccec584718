import {
  type Action,
  ActOnBehalf,
  Authenticate,
  type Caller,
  Forbidden,
  mayDo,
  refuseRestricted,
  Unauthenticated,
  WrongCredential,
} from '@app/auth';
import { AppError } from '@app/kernel';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bearerOf } from './bearer';
import { ANONYMOUS_TOO, PUBLIC, REQUIRED_ACTION, type RequestWithCaller } from './access.decorators';
import { AccessRecord } from './access-record';
import { bodySha256, SIGNATURE_HEADER } from './body-digest';
import { RequestLimits } from './limits/request-limits';
import { OtherUser } from './request.errors';
import { SameOrigin } from './same-origin';
import { SessionCookies } from './session-cookie';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Asked for every route: who calls, and may they do what the route stands for. A route that says nothing is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticate: Authenticate,
    private readonly onBehalf: ActOnBehalf,
    private readonly cookies: SessionCookies,
    private readonly sameOrigin: SameOrigin,
    private readonly trail: AccessRecord,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const action = this.reflector.getAllAndOverride<Action | typeof PUBLIC | undefined>(
      REQUIRED_ACTION,
      targets,
    );
    const request = context.switchToHttp().getRequest<RequestWithCaller>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const anonymousToo = this.reflector.getAllAndOverride<true | undefined>(ANONYMOUS_TOO, targets);
    const isOpen = action === PUBLIC || (anonymousToo === true && !this.showsCredential(request));
    if (isOpen) await this.limits.admitPublic(request, reply);
    else await this.authorise(request, reply, action);
    return true;
  }

  /** The caller, who may do this now. @param find where more than the request tells who calls @throws Unauthenticated, Forbidden and the like; each is written down. */
  async authorise(
    request: RequestWithCaller,
    reply: FastifyReply,
    action: Action | undefined,
    find: (byRequest: () => Promise<Caller>) => Promise<Caller> = (byRequest) => byRequest(),
  ): Promise<Caller> {
    try {
      request.caller = await find(() => this.callerOf(request));
      refuseOtherUser(request, request.caller);
      await this.limits.admitCaller(request.caller, request, reply);
      await this.limits.admitCallerTo(request.caller, request, reply);
      if (action === undefined || !mayDo(request.caller, action)) throw new Forbidden(action ?? 'nothing');
      refuseRestricted(request.caller, action);
    } catch (error) {
      await this.refused(request, reply, error);
      throw error;
    }
    if (!SAFE_METHODS.has(request.method)) await this.trail.actedOnBehalf(request, request.caller);
    return request.caller;
  }

  /** For a public route that tells some callers more. Who is none of them is counted as nobody. @throws TooManyRequests */
  async mayAlso(request: RequestWithCaller, reply: FastifyReply, action: Action): Promise<boolean> {
    if (!this.showsCredential(request)) {
      // Counted already, unless it came with an Authorization of another kind.
      await this.limits.admitAnonymous(request, reply);
      return false;
    }
    try {
      request.caller = await this.callerOf(request);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await this.refused(request, reply, error);
      return false;
    }
    await this.limits.admitCaller(request.caller, request, reply);
    return mayDo(request.caller, action);
  }

  private showsCredential(request: FastifyRequest): boolean {
    return bearerOf(request) !== undefined || this.cookies.session(request) !== undefined;
  }

  /** Writes a refusal down and counts it, once. @throws AddressBlocked, TooManyRequests */
  private async refused(request: RequestWithCaller, reply: FastifyReply, error: unknown): Promise<void> {
    // A browser may keep a session from before JWT_SECRET_KEY was changed, and means no harm.
    const isOldCookie = request.headers.authorization === undefined;
    request.guessed = error instanceof WrongCredential && !isOldCookie;
    await this.trail.refused(request, error);
    if (!request.caller) await this.limits.admitAnonymous(request, reply);
  }

  private async callerOf(request: FastifyRequest): Promise<Caller> {
    const bearer = bearerOf(request);
    if (bearer !== undefined)
      return this.actingFor(await this.authenticate.byToken(bearer, request.ip), request);
    const session = this.cookies.session(request);
    if (session === undefined) throw new Unauthenticated();
    this.sameOrigin.demand(request);
    return this.actingFor(await this.authenticate.byToken(session, request.ip), request);
  }

  /** The person whom a key names, when it names one: then the request is theirs. @throws OnBehalfRefused */
  private async actingFor(caller: Caller, request: RequestWithCaller): Promise<Caller> {
    const { headers, method, originalUrl } = request;
    const user = headers['x-on-behalf-of'];
    const signature = headers[SIGNATURE_HEADER];
    if (user === undefined && signature === undefined) return caller;
    request.caller = caller;
    const [path = '', ...query] = originalUrl.split('?');
    return this.onBehalf.callerFor(caller, {
      user: oneOf(user),
      signature: oneOf(signature),
      method,
      path,
      query: query.join('?'),
      bodySha256: bodySha256(request),
    });
  }
}

/** Tabs share their cookies: a page says for whom it asks, and does nothing as somebody else. @throws OtherUser */
function refuseOtherUser({ headers }: FastifyRequest, { userId }: Caller): void {
  const expected = headers['x-expected-user'];
  if (expected !== undefined && expected !== userId) throw new OtherUser();
}

/** A header that came several times is as good as none. */
function oneOf(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}
