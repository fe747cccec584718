import { type Action, Authenticate, type Caller, Forbidden, mayDo, Unauthenticated } from '@app/auth';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { PUBLIC, REQUIRED_ACTION, type RequestWithCaller } from './access.decorators';
import { SameOrigin } from './same-origin';
import { SessionCookies } from './session-cookie';

/** Asked for every route: who calls, and may they do what the route stands for. A route that says nothing is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticate: Authenticate,
    private readonly cookies: SessionCookies,
    private readonly sameOrigin: SameOrigin,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const action = this.reflector.getAllAndOverride<Action | typeof PUBLIC | undefined>(
      REQUIRED_ACTION,
      targets,
    );
    if (action === PUBLIC) return true;
    const request = context.switchToHttp().getRequest<RequestWithCaller>();
    request.caller = await this.callerOf(request);
    if (action === undefined || !mayDo(request.caller, action)) throw new Forbidden(action ?? 'nothing');
    return true;
  }

  /** @throws Unauthenticated, CrossSiteRefused */
  async callerOf(request: FastifyRequest): Promise<Caller> {
    const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) return this.authenticate.byToken(bearer);
    const session = this.cookies.session(request);
    if (session === undefined) throw new Unauthenticated();
    this.sameOrigin.demand(request);
    return this.authenticate.byToken(session);
  }
}
