import { createHash } from 'node:crypto';
import { delay } from '@app/kernel';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  Logger,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { defer, from, lastValueFrom, type Observable } from 'rxjs';
import type { RequestWithCaller } from '../access.decorators';
import { IdempotencyConflict, IdempotencyInProgress, RequestInvalid } from '../request.errors';
import {
  type IdempotencyKey,
  IdempotencyKeysRepository,
  type KeptAnswer,
} from './persistence/idempotency-keys.repository';

const HEADER = 'idempotency-key';
const LONGEST = 255;
const WAIT_MS = 10_000;
const POLL_MS = 50;
/** A first one gives a sign of life so often; without one for a minute, the next takes its place. */
const BEAT_MS = 5_000;

/** With an Idempotency-Key, the same request again gets the first one's answer instead of being done again. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger(IdempotencyInterceptor.name);

  constructor(private readonly keys: IdempotencyKeysRepository) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<RequestWithCaller>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const key = keyOf(request);
    if (!key) return next.handle();
    const hash = hashOf(request);
    return defer(() => from(this.answer(key, hash, reply, next)));
  }

  private async answer(
    key: IdempotencyKey,
    hash: string,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<unknown> {
    if (await this.keys.reserveKey(key, hash)) return this.first(key, reply, next);
    const kept = await this.kept(key, hash);
    if (kept.location !== null) void reply.header('location', kept.location);
    void reply.status(kept.status ?? 200).header('idempotency-replayed', 'true');
    return kept.body;
  }

  private async first(key: IdempotencyKey, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    const heartbeat = setInterval(() => this.beat(key), BEAT_MS);
    try {
      const body: unknown = await lastValueFrom(next.handle());
      const location = reply.getHeader('location');
      await this.keys.saveAnswer(key, {
        status: reply.statusCode,
        location: typeof location === 'string' ? location : null,
        body,
      });
      return body;
    } catch (error) {
      await this.keys.deleteKey(key);
      throw error;
    } finally {
      clearInterval(heartbeat);
    }
  }

  private beat(key: IdempotencyKey): void {
    this.keys.renewKey(key).catch((error: unknown) => {
      this.logger.warn({ message: 'a request gave no sign of life', error });
    });
  }

  /** @throws IdempotencyConflict for another body, IdempotencyInProgress when the first one takes too long. */
  private async kept(key: IdempotencyKey, hash: string): Promise<KeptAnswer> {
    const until = performance.now() + WAIT_MS;
    while (performance.now() < until) {
      const kept = await this.keys.findKey(key);
      if (kept && kept.requestHash !== hash) throw new IdempotencyConflict();
      if (!kept) break;
      if (kept.status !== null) return kept;
      await delay(POLL_MS);
    }
    throw new IdempotencyInProgress();
  }
}

function keyOf({ headers, caller }: RequestWithCaller): IdempotencyKey | undefined {
  const key = headers[HEADER];
  if (key === undefined || !caller) return undefined;
  if (typeof key !== 'string' || key.length === 0 || key.length > LONGEST) {
    throw new RequestInvalid([
      { field: 'Idempotency-Key', message: `must have 1 to ${LONGEST} characters`, code: 'format' },
    ]);
  }
  return { tenantId: caller.tenantId, requester: caller.requester, key };
}

function hashOf({ method, url, body }: RequestWithCaller): string {
  return createHash('sha256')
    .update(`${method} ${url} ${JSON.stringify(body ?? null)}`)
    .digest('base64url');
}
