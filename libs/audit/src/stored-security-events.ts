import { isIP } from 'node:net';
import { plainAddress } from '@app/limits';
import { currentClientAddress, currentCorrelationId } from '@app/observability';
import { Injectable, Logger } from '@nestjs/common';
import { type ActorKind } from './persistence/security-event.entity';
import { SecurityEventsRepository } from './persistence/security-events.repository';
import { type SecurityEvent, SecurityEvents } from './security-events';
import { EventSampler } from './event-sampler';

const LONGEST = 500;

/** Keeps events in the database and says each in the log. Of many refusals it keeps some and how many there were. */
@Injectable()
export class StoredSecurityEvents extends SecurityEvents {
  private readonly logger = new Logger('SecurityEvents');
  private readonly gate = new EventSampler();

  constructor(private readonly events: SecurityEventsRepository) {
    super();
  }

  override async recordEvent(event: SecurityEvent): Promise<void> {
    const { action, outcome, tenantId, actorId, actorName, onBehalfOf = null, subject = null } = event;
    const ip = addressOf(event.ip === undefined ? currentClientAddress() : event.ip);
    const held =
      outcome === 'ok' ? 0 : this.gate.accept(`${action} ${ip ?? actorId ?? ''}`, performance.now());
    if (held === undefined) return;
    try {
      const link = await this.events.appendEvents({
        tenantId,
        actorKind: kindOf(event),
        actorId,
        actorName: short(actorName),
        onBehalfOf,
        action,
        subject: short(subject),
        outcome,
        ip,
        correlationId: currentCorrelationId() ?? null,
        detail: { ...event.detail, ...(held === 0 ? {} : { held_back: held }) },
      });
      // A collected log is what the chain in the database can be compared with.
      const facts = { action, outcome, tenant_id: tenantId, actor_id: actorId, ...link };
      this.logger.log({ message: 'security event', ...facts, detail: withoutTexts(event.detail) });
    } catch (error) {
      this.logger.error({ message: 'security event not kept', action, outcome, error });
    }
  }
}

/** What people wrote stays in the table. */
function withoutTexts(detail: Record<string, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(detail).filter(([, value]) => typeof value !== 'string'));
}

function kindOf({ actorId, actorName }: SecurityEvent): ActorKind {
  if (actorId === null) return actorName === null ? 'nobody' : 'system';
  return actorId.startsWith('key:') ? 'key' : 'user';
}

/** Anything else would not be kept, and the event not with it. */
function addressOf(text: string | null | undefined): string | null {
  return text && isIP(text) > 0 ? plainAddress(text) : null;
}

function short(text: string | null): string | null {
  return text === null ? null : text.slice(0, LONGEST);
}
