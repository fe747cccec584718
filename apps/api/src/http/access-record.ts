import { actorOf, SecurityEvents } from '@app/audit';
import { ApiKeyEnded, type Caller } from '@app/auth';
import { AppError } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import type { RequestWithCaller } from './access.decorators';

const NOBODY = { tenantId: null, actorId: null, actorName: null };

/** What the guard of the routes tells the audit trail. */
@Injectable()
export class AccessRecord {
  constructor(private readonly events: SecurityEvents) {}

  /** Somebody was turned away. An outage is no refusal. */
  async refused(request: RequestWithCaller, error: unknown): Promise<void> {
    if (!(error instanceof AppError)) return;
    await this.events.recordEvent({
      ...(request.caller ? actorOf(request.caller) : actorIn(error)),
      action: 'access.refused',
      outcome: 'refused',
      subject: routeOf(request),
      detail: { code: error.code, ...error.details },
    });
  }

  /** A key changes something for a person: the trail tells both. */
  async actedOnBehalf(request: RequestWithCaller, caller: Caller): Promise<void> {
    if (caller.kind !== 'user' || !caller.key) return;
    await this.events.recordAction(caller, 'request.on-behalf', { subject: routeOf(request) });
  }
}

/** Whoever still uses a key that has ended is worth knowing to those who ended it. */
function actorIn(error: AppError) {
  if (!(error instanceof ApiKeyEnded)) return NOBODY;
  const { id, tenantId, name } = error.key;
  return { tenantId, actorId: `key:${id}`, actorName: name };
}

function routeOf({ method, routeOptions }: RequestWithCaller): string {
  return `${method} ${routeOptions.url ?? ''}`;
}
