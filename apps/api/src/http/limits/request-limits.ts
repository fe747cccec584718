import { SecurityEvents } from '@app/audit';
import { Authenticate, type Caller } from '@app/auth';
import { AppConfig } from '@app/config';
import { AppError, Clock } from '@app/kernel';
import {
  addressKey,
  BlockedAddresses,
  plainAddress,
  RateLimits,
  type RatePolicy,
  type RateStanding,
} from '@app/limits';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AddressBlocked, SignInPaused, TooManyRequests } from './limit.errors';
import { bearerOf } from '../bearer';
import { SessionCookies } from '../session-cookie';
import { ticketIn } from '../ticket';
import {
  type AddressCount,
  addressCountOf,
  anonymousCountOf,
  countsForItself,
  isFileRoute,
} from './limited-routes';
import { RouteLimits } from './route-limits';

const WINDOW_SECONDS = 60;
/** Pages come with their styles, scripts and pictures. */
const PAGES_FACTOR = 20;
const FILES_FACTOR = 5;
const REPORTS = 10;
const HELD_IN = ['ratelimit-policy', 'ratelimit'];

/** Holds everybody to their number of requests a minute: addresses before it is known who calls, callers after. */
@Injectable()
export class RequestLimits {
  constructor(
    private readonly limits: RateLimits,
    private readonly routes: RouteLimits,
    private readonly blocks: BlockedAddresses,
    private readonly events: SecurityEvents,
    private readonly authenticate: Authenticate,
    private readonly cookies: SessionCookies,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Asked before anything is done for a request. Who carries a credential is asked for it first: what others do behind
   * the same address must not keep out who is signed in. @throws AddressBlocked, TooManyRequests, SignInPaused
   */
  async admitAddress(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { method, routeOptions } = request;
    const carriesCredential = this.credentialOf(request) !== undefined;
    const count = addressCountOf({ method, route: routeOptions.url, carriesCredential });
    if (count !== 'none') await this.countUnlessSignedIn(count, request, reply);
  }

  /** A public route, that was not counted yet or has a limit of its own. @throws AddressBlocked, TooManyRequests */
  async admitPublic(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (!reply.hasHeader('ratelimit') && !countsForItself(request.routeOptions.url))
      await this.countUnlessSignedIn('anonymous', request, reply);
    const policy = this.routePolicyOf(request);
    if (!policy) return;
    const standing = await this.limits.consume(policy, addressKey(request.ip));
    const isExcused = standing?.isOver === true && !isSignIn(request) && (await this.isSignedIn(request));
    if (!isExcused) this.holdBeside(reply, standing);
  }

  /** Nobody, or a credential that is no good: it counts once. @throws AddressBlocked, TooManyRequests */
  async admitAnonymous(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (reply.hasHeader('ratelimit')) return;
    await this.countAddress(anonymousCountOf(request.routeOptions.url), request, reply);
  }

  /** @throws TooManyRequests */
  async admitCaller(caller: Caller, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const policy = this.policyOf(caller, isFileRoute(request.routeOptions.url));
    if (policy) this.hold(reply, await this.limits.consume(policy, keyOf(caller)));
  }

  /** A route with a limit of its own. Who has no limit has none here. @throws TooManyRequests */
  async admitCallerTo(caller: Caller, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const policy = this.policyOf(caller, false) && this.routePolicyOf(request);
    if (policy) this.holdBeside(reply, await this.limits.consume(policy, keyOf(caller)));
  }

  /** What people report, and reports about a school, are few. @throws TooManyRequests */
  async admitReport(caller: Caller, reply: FastifyReply): Promise<void> {
    this.hold(reply, await this.limits.consume(perMinute('reports', REPORTS), keyOf(caller)));
  }

  /** How a caller stands now; null: not limited, or not known while Redis is away. */
  async standingOf(caller: Caller, isFile: boolean): Promise<RateStanding | null> {
    const policy = this.policyOf(caller, isFile);
    return (policy && (await this.limits.peek(policy, keyOf(caller)))) ?? null;
  }

  /** The same for the routes that have limits of their own. */
  async routeStandingsOf(caller: Caller): Promise<RateStanding[]> {
    const policies = this.policyOf(caller, false) ? this.routes.policies() : [];
    const standings = await Promise.all(policies.map((policy) => this.limits.peek(policy, keyOf(caller))));
    return standings.filter((standing) => standing !== undefined);
  }

  /** Too many refusals block the address, which is written down. */
  async noteRefusal({ ip }: FastifyRequest): Promise<void> {
    const block = await this.blocks.noteRefusal(ip);
    if (!block) return;
    await this.events.recordEvent({
      action: 'address.blocked',
      outcome: 'refused',
      tenantId: null,
      actorId: null,
      actorName: null,
      subject: block.address,
      ip: plainAddress(ip),
      detail: { until: block.until },
    });
  }

  /** Pages and public routes: who is over the count of the address, but signed in, goes on. */
  private async countUnlessSignedIn(
    count: Exclude<AddressCount, 'none'>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.countAddress(count, request, reply);
    } catch (error) {
      if (count === 'sign-in' || !(await this.isSignedIn(request))) throw error;
    }
  }

  private async countAddress(
    count: Exclude<AddressCount, 'none'>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    if (count === 'sign-in' || count === 'anonymous') await this.refuseBlocked(request);
    const { perMinute: base } = this.config.limits;
    const policy = perMinute(count, count === 'pages' ? base * PAGES_FACTOR : base);
    const standing = await this.limits.consume(policy, addressKey(request.ip));
    if (!standing && count === 'sign-in') throw new SignInPaused();
    this.hold(reply, standing);
  }

  private credentialOf(request: FastifyRequest): string | undefined {
    return request.headers.authorization ?? this.cookies.session(request) ?? ticketIn(request);
  }

  private async isSignedIn(request: FastifyRequest): Promise<boolean> {
    const token = bearerOf(request) ?? this.cookies.session(request);
    if (token === undefined) return false;
    try {
      await this.authenticate.byToken(token, request.ip);
      return true;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }

  private async refuseBlocked({ ip }: FastifyRequest): Promise<void> {
    const until = await this.blocks.blockedUntil(ip);
    if (until) throw new AddressBlocked(until, this.clock.now());
  }

  /** draft-ietf-httpapi-ratelimit-headers: what holds, and how much of it is left. */
  private hold(reply: FastifyReply, standing: RateStanding | undefined): void {
    if (!standing) return;
    const { policy, remaining, resetSeconds, isOver } = standing;
    void reply
      .header(
        'ratelimit-policy',
        `"${policy.name}";q=${String(policy.limit)};w=${String(policy.windowSeconds)}`,
      )
      .header('ratelimit', `"${policy.name}";r=${String(remaining)};t=${String(resetSeconds)}`);
    if (isOver) throw new TooManyRequests(standing);
  }

  /** The same beside a count that holds already. */
  private holdBeside(reply: FastifyReply, standing: RateStanding | undefined): void {
    const before = HELD_IN.map((name) => [name, reply.getHeader(name)] as const);
    try {
      this.hold(reply, standing);
    } finally {
      for (const [name, held] of before)
        if (standing && typeof held === 'string')
          void reply.header(name, `${held}, ${String(reply.getHeader(name))}`);
    }
  }

  private routePolicyOf({ method, routeOptions }: FastifyRequest): RatePolicy | undefined {
    return this.routes.policyOf(method, routeOptions.url);
  }

  private policyOf({ key }: Caller, isFile: boolean): RatePolicy | undefined {
    const rate = key ? key.ratePerMinute : this.config.limits.userPerMinute;
    if (rate === null) return undefined;
    return isFile ? perMinute('files', rate * FILES_FACTOR) : perMinute(key ? 'keys' : 'users', rate);
  }
}

function isSignIn({ method, routeOptions }: FastifyRequest): boolean {
  return addressCountOf({ method, route: routeOptions.url, carriesCredential: true }) === 'sign-in';
}

function perMinute(name: string, limit: number): RatePolicy {
  return { name, limit, windowSeconds: WINDOW_SECONDS };
}

/** A key that acts for people spends its own requests. */
function keyOf({ key, requester }: Caller): string {
  return key ? `key:${key.id}` : requester;
}
