import type { EventPage, EventStats, SecurityEventFilter, StoredSecurityEvent } from '@app/audit';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsIP, IsString, IsUUID, Length } from 'class-validator';
import { Moment, Optional, QueryInteger } from '../http/fields';
import { Limit } from '../http/paging';

const OUTCOMES = ['ok', 'refused'] as const;

export class ListEventsQuery {
  @ApiPropertyOptional({ example: 'auth.sign-in' })
  @Optional()
  @IsString()
  @Length(1, 100)
  action?: string;

  @ApiPropertyOptional({ description: 'part of the id or name of who did it, or for whom', example: 'ana' })
  @Optional()
  @IsString()
  @Length(1, 200)
  actor?: string;

  @ApiPropertyOptional({ enum: OUTCOMES })
  @Optional()
  @IsIn(OUTCOMES)
  outcome?: 'ok' | 'refused';

  @ApiPropertyOptional({ example: '203.0.113.9' })
  @Optional()
  @IsIP()
  ip?: string;

  @ApiPropertyOptional({ description: 'for super-admins; others see their own anyway', example: 'default' })
  @Optional()
  @IsString()
  @Length(1, 63)
  tenant_id?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'from then on' })
  @Optional()
  @Moment()
  from?: Date;

  @ApiPropertyOptional({ format: 'date-time', description: 'before then' })
  @Optional()
  @Moment()
  to?: Date;

  @ApiPropertyOptional({ description: 'part of anything that is told', example: '/downloads' })
  @Optional()
  @IsString()
  @Length(1, 200)
  text?: string;

  @Limit({ max: 200 })
  page_size: number = 50;

  @ApiPropertyOptional({ description: 'next_page_token of the page before' })
  @Optional()
  @IsUUID()
  page_token?: string;
}

export class StatsQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: 2160, default: 24, description: 'how far back' })
  @Optional()
  @QueryInteger({ min: 1, max: 2160 })
  hours: number = 24;
}

export class SecurityEventDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  at!: Date;

  @ApiProperty({ nullable: true, type: String, description: 'null: of no tenant', example: 'default' })
  tenant_id!: string | null;

  @ApiProperty({ enum: ['user', 'key', 'system', 'nobody'], example: 'user' })
  actor_kind!: string;

  @ApiProperty({
    nullable: true,
    type: String,
    example: 'user:01890a5d-ac96-774b-bcce-b302099a8057',
  })
  actor_id!: string | null;

  @ApiProperty({ nullable: true, type: String, example: 'ana' })
  actor_name!: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'for whom a key acted', example: null })
  on_behalf_of!: string | null;

  @ApiProperty({ example: 'auth.sign-in' })
  action!: string;

  @ApiProperty({ nullable: true, type: String, example: null })
  subject!: string | null;

  @ApiProperty({ enum: OUTCOMES, example: 'ok' })
  outcome!: string;

  @ApiProperty({ nullable: true, type: String, example: '203.0.113.9' })
  ip!: string | null;

  @ApiProperty({ nullable: true, type: String, example: '5f1b7ac6-4c38-4b5a-9c3c-2f6f5f1f2c11' })
  correlation_id!: string | null;

  @ApiProperty({ type: Object, additionalProperties: true, example: {} })
  detail!: Record<string, unknown>;

  @ApiProperty({
    nullable: true,
    type: Number,
    description: 'a number without gaps over the whole installation, for super-admins; null for others',
    example: 4711,
  })
  seq!: number | null;
}

export class SecurityEventListDto {
  @ApiProperty({ type: [SecurityEventDto] })
  events!: SecurityEventDto[];

  @ApiProperty({ nullable: true, type: String, description: 'null: that was all', example: null })
  next_page_token!: string | null;
}

export class EventCountDto {
  @ApiProperty({ example: 'auth.sign-in' })
  action!: string;

  @ApiProperty({ enum: OUTCOMES, example: 'refused' })
  outcome!: string;

  @ApiProperty({ example: 12 })
  count!: number;
}

export class RefusedAddressDto {
  @ApiProperty({ example: '203.0.113.9' })
  ip!: string;

  @ApiProperty({ example: 12 })
  refused!: number;
}

export class SecurityStatsDto {
  @ApiProperty({ format: 'date-time' })
  from!: Date;

  @ApiProperty({ example: 40 })
  total!: number;

  @ApiProperty({ example: 12 })
  refused!: number;

  @ApiProperty({ type: [EventCountDto] })
  by_action!: EventCountDto[];

  @ApiProperty({ type: [RefusedAddressDto], description: 'who was refused most' })
  refused_addresses!: RefusedAddressDto[];
}

export function filterFrom(query: ListEventsQuery): SecurityEventFilter {
  const { action, actor, outcome, ip, tenant_id: tenantId, from, to, text } = query;
  return { action, actor, outcome, ip, tenantId, from, to, text };
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

export function statsDto({ from, counts, addresses }: EventStats): SecurityStatsDto {
  const sum = (of: typeof counts) => of.reduce((total, { count }) => total + count, 0);
  return {
    from,
    total: sum(counts),
    refused: sum(counts.filter(({ outcome }) => outcome === 'refused')),
    by_action: counts,
    refused_addresses: addresses,
  };
}
