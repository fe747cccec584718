import { type Action, type Caller, type CallerIdentity, CurrentCallers, identityOf } from '@app/auth';
import { OneTimeTickets, TicketNotUsable } from '@app/realtime';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { RequestWithCaller } from '../http/access.decorators';
import { AccessGuard } from '../http/access.guard';
import { bearerOf } from '../http/bearer';
import { SameOrigin } from '../http/same-origin';
import { ticketIn } from '../http/ticket';

/**
 * Who opens a WebSocket: as everywhere by the Authorization header or the session's cookie, else by a ticket. A browser
 * sends cookies with WebSockets of any site's pages, so there the Origin has to be ours.
 */
@Injectable()
export class WebSocketAccess {
  constructor(
    private readonly guard: AccessGuard,
    private readonly callers: CurrentCallers,
    private readonly tickets: OneTimeTickets,
    private readonly sameOrigin: SameOrigin,
  ) {}

  /** @throws Unauthenticated, TicketNotUsable, CrossSiteRefused, Forbidden, TooManyRequests, … */
  authorise(request: RequestWithCaller, reply: FastifyReply, action: Action): Promise<Caller> {
    const ticket = ticketIn(request);
    if (bearerOf(request) !== undefined) return this.guard.authorise(request, reply, action);
    if (ticket !== undefined)
      return this.guard.authorise(request, reply, action, () => this.callerOf(ticket));
    return this.guard.authorise(request, reply, action, async (findCaller) => {
      const caller = await findCaller();
      this.sameOrigin.demandOurs(request);
      return caller;
    });
  }

  issueTicket(caller: Caller): ReturnType<OneTimeTickets['issue']> {
    return this.tickets.issue(identityOf(caller));
  }

  private async callerOf(ticket: string): Promise<Caller> {
    const identity = (await this.tickets.redeem(ticket)) as CallerIdentity | undefined;
    const [caller] = identity ? await this.callers.findCallers([identity]) : [];
    if (!caller) throw new TicketNotUsable();
    return caller;
  }
}
