import { Unauthenticated } from '@app/auth';
import { ConnectLinkNotUsable, ConnectOwnerOnly } from '@app/google';
import { type ArgumentsHost, Catch } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemFilter } from '../http/problem.filter';
import { wantsPage } from '../http/problem-page';
import { signInAddress } from '../http/sign-in-address';
import { returnAddress } from './return-address';

/** People who have to sign in first do so and come back. A link that is used or too old leads on to who made it. */
@Catch()
export class ConnectPageFilter extends ProblemFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof ConnectLinkNotUsable && error.returnTo !== null) {
      const address = returnAddress(error.returnTo, { credentialId: null, problem: null, error });
      void reply.header('cache-control', 'no-store').redirect(address, request.method === 'POST' ? 303 : 302);
      return;
    }
    const canHelp =
      error instanceof Unauthenticated || (error instanceof ConnectOwnerOnly && error.isAnonymous);
    if (!canHelp || request.method !== 'GET' || !wantsPage(request)) {
      super.catch(error, host);
      return;
    }
    void reply.header('cache-control', 'no-store').redirect(signInAddress(request.originalUrl), 302);
  }
}
