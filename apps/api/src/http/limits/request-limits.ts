import { type Caller, SecurityEvents } from '@app/auth';
import { AppConfig } from '@app/config';
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
import { type AddressCount, addressCountOf, isFileRoute } from './limited-routes';

const WINDOW_SECONDS = 60;
/** Pages come with their styles, scripts and pictures. */
const PAGES_FACTOR = 20;
const FILES_FACTOR = 5;
const REPORTS = 10;

/** Holds everybody to their number of requests a minute: addresses before it is known who calls, callers after. */
@Injectable()
export class RequestLimits {
  constructor(
    private readonly limits: RateLimits,
    private readonly blocks: BlockedAddresses,
    private readonly events: SecurityEvents,
    private readonly config: AppConfig,
  ) {}

  /** Asked before anything is done for a request. @throws AddressBlocked, TooManyRequests, SignInPaused */
  async admitAddress(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { method, headers, routeOptions } = request;
    const carriesCredential =
      headers.authorization !== undefined || /\bcdl_session=/.test(headers.cookie ?? '');
    const count = addressCountOf({ method, route: routeOptions.url, carriesCredential });
    if (count !== 'none') await this.countAddress(count, request, reply);
    else if (!isWatched(routeOptions.url)) await this.refuseBlocked(request);
  }

  /** A public route, or a credential that is no good: it counts like none, once. @throws TooManyRequests */
  async admitStranger(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (reply.hasHeader('ratelimit') || isWatched(request.routeOptions.url)) return;
    await this.countAddress('anonymous', request, reply);
  }

  /** @throws TooManyRequests */
  async admitCaller(caller: Caller, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const policy = this.policyOf(caller, isFileRoute(request.routeOptions.url));
    if (policy) this.hold(reply, await this.limits.consume(policy, keyOf(caller)));
  }

  /** Reports are few. @throws TooManyRequests */
  async admitReport(caller: Caller, reply: FastifyReply): Promise<void> {
    this.hold(reply, await this.limits.consume(perMinute('reports', REPORTS), keyOf(caller)));
  }

  /** How a caller stands now; null: not limited, or not known while Redis is away. */
  async standingOf(caller: Caller, isFile: boolean): Promise<RateStanding | null> {
    const policy = this.policyOf(caller, isFile);
    return (policy && (await this.limits.look(policy, keyOf(caller)))) ?? null;
  }

  /** Too many refusals block the address, which is written down. */
  async noteRefusal({ ip }: FastifyRequest): Promise<void> {
    const block = await this.blocks.noteRefusal(ip);
    if (!block) return;
    await this.events.record({
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

  private async countAddress(
    count: Exclude<AddressCount, 'none'>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    await this.refuseBlocked(request);
    const { perMinute: base } = this.config.limits;
    const policy = perMinute(count, count === 'pages' ? base * PAGES_FACTOR : base);
    const standing = await this.limits.consume(policy, addressKey(request.ip));
    if (!standing && count === 'sign-in') throw new SignInPaused();
    this.hold(reply, standing);
  }

  private async refuseBlocked({ ip }: FastifyRequest): Promise<void> {
    const until = await this.blocks.blockedUntil(ip);
    if (until) throw new AddressBlocked(until);
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

  private policyOf({ key }: Caller, isFile: boolean): RatePolicy | undefined {
    const rate = key ? key.ratePerMinute : this.config.limits.userPerMinute;
    if (rate === null) return undefined;
    return isFile ? perMinute('files', rate * FILES_FACTOR) : perMinute(key ? 'keys' : 'users', rate);
  }
}

function perMinute(name: string, limit: number): RatePolicy {
  return { name, limit, windowSeconds: WINDOW_SECONDS };
}

/** A key that acts for people spends its own requests. */
function keyOf({ key, requester }: Caller): string {
  return key ? `key:${key.id}` : requester;
}

function isWatched(route: string | undefined): boolean {
  return addressCountOf({ method: 'GET', route, carriesCredential: false }) === 'none';
}
