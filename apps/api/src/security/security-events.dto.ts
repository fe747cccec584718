import type { EventPage, StoredSecurityEvent } from '@app/audit';
import { ApiProperty } from '@nestjs/swagger';

export const OUTCOMES = ['ok', 'refused'] as const;

export class SecurityEventDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' }) id!: string;
  @ApiProperty({ format: 'date-time' }) at!: Date;

  @ApiProperty({ nullable: true, type: String, description: 'null: of no tenant', example: 'default' })
  tenant_id!: string | null;

  @ApiProperty({ enum: ['user', 'key', 'system', 'nobody'], example: 'user' }) actor_kind!: string;

  @ApiProperty({
    nullable: true,
    type: String,
    example: 'user:01890a5d-ac96-774b-bcce-b302099a8057',
  })
  actor_id!: string | null;

  @ApiProperty({ nullable: true, type: String, example: 'ana' }) actor_name!: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'for whom a key acted', example: null })
  on_behalf_of!: string | null;

  @ApiProperty({ example: 'auth.sign-in' }) action!: string;
  @ApiProperty({ nullable: true, type: String, example: null }) subject!: string | null;
  @ApiProperty({ enum: OUTCOMES, example: 'ok' }) outcome!: string;
  @ApiProperty({ nullable: true, type: String, example: '203.0.113.9' }) ip!: string | null;

  @ApiProperty({ nullable: true, type: String, example: '5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11' })
  correlation_id!: string | null;

  @ApiProperty({ type: Object, additionalProperties: true, example: {} }) detail!: Record<string, unknown>;

  @ApiProperty({
    nullable: true,
    type: Number,
    description: 'a number without gaps over the whole installation, for super-admins; null for others',
    example: 4711,
  })
  seq!: number | null;
}

export class SecurityEventListDto {
  @ApiProperty({ type: [SecurityEventDto] }) events!: SecurityEventDto[];

  @ApiProperty({ nullable: true, type: String, description: 'null: that was all', example: null })
  next_page_token!: string | null;
}

export function eventListDto({ events, nextPageToken }: EventPage): SecurityEventListDto {
  return { events: events.map(eventDto), next_page_token: nextPageToken };
}

function eventDto(event: StoredSecurityEvent): SecurityEventDto {
  return {
    id: event.id,
    at: event.at,
    tenant_id: event.tenantId,
    actor_kind: event.actorKind,
    actor_id: event.actorId,
    actor_name: event.actorName,
    on_behalf_of: event.onBehalfOf,
    action: event.action,
    subject: event.subject,
    outcome: event.outcome,
    ip: event.ip,
    correlation_id: event.correlationId,
    detail: event.detail,
    seq: event.seq,
  };
}
