import type { SecurityReport } from '@app/audit';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';
import { Moment, Optional } from '../http/fields';
import { RequestInvalid } from '../http/request.errors';
import { EventCountDto } from './security-events.dto';

const FORMATS = ['json', 'csv'] as const;
const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 7;
const MAX_DAYS = 92;
/** Beyond these years PostgreSQL and JavaScript do not agree on what there is. */
const EARLIEST = Date.UTC(2000);
const LATEST = Date.UTC(10_000);

export class SecurityReportInputDto {
  @ApiPropertyOptional({
    format: 'date-time',
    description: 'from then on; without it, seven days before `to`',
  })
  @Optional()
  @Moment()
  from?: Date;

  @ApiPropertyOptional({
    format: 'date-time',
    description: `before then; without it, now. A report covers ${String(MAX_DAYS)} days at most`,
  })
  @Optional()
  @Moment()
  to?: Date;

  @ApiPropertyOptional({ enum: FORMATS, default: 'json' })
  @Optional()
  @IsIn(FORMATS)
  format: (typeof FORMATS)[number] = 'json';

  @ApiPropertyOptional({
    description: 'for super-admins: of this tenant alone; without it, of the whole installation',
    example: 'school',
  })
  @Optional()
  @IsString()
  @Length(1, 63)
  tenant_id?: string;
}

/** @throws RequestInvalid for a period that is empty or too long */
export function periodOf({ from, to }: SecurityReportInputDto, now: Date): { from: Date; to: Date } {
  const end = to ?? now;
  const start = from ?? new Date(end.getTime() - DEFAULT_DAYS * DAY_MS);
  const wrong = (field: string, message: string) =>
    new RequestInvalid([{ field, message: `${field} ${message}` }]);
  for (const [field, moment] of Object.entries({ from: start, to: end }))
    if (moment.getTime() < EARLIEST || moment.getTime() >= LATEST)
      throw wrong(field, 'must be in the years 2000 to 9999');
  if (start >= end) throw wrong('from', 'must be before to');
  if (end.getTime() - start.getTime() > MAX_DAYS * DAY_MS)
    throw wrong('from', `must be at most ${String(MAX_DAYS)} days before to`);
  return { from: start, to: end };
}

class ReportedPlaceDto {
  @ApiProperty({ nullable: true, type: String, description: 'null: of no request', example: '203.0.113.9' })
  ip!: string | null;

  @ApiProperty({ example: 40 })
  events!: number;

  @ApiProperty({ example: 12 })
  refused!: number;
}

class ReportedRefusalDto {
  @ApiProperty({ example: 'access.refused' })
  action!: string;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'code of the problem; null: a wrong password or code',
    example: 'request.forbidden',
  })
  code!: string | null;

  @ApiProperty({ example: 12 })
  count!: number;

  @ApiProperty({ description: 'more of them, which the audit trail did not keep', example: 0 })
  held_back!: number;
}

class ReportedLockoutDto {
  @ApiProperty({ nullable: true, type: String, example: 'school' })
  tenant_id!: string | null;

  @ApiProperty({ nullable: true, type: String, example: 'user:01890a5d-ac96-774b-bcce-b302099a8057' })
  actor_id!: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'null: a name that nobody has', example: 'ana' })
  actor_name!: string | null;

  @ApiProperty({ description: 'sign-ins that were refused while locked out', example: 3 })
  refused!: number;

  @ApiProperty({ format: 'date-time' })
  last_at!: Date;
}

class ReportedBlockDto {
  @ApiProperty({ description: 'an IPv4 address, or the network of an IPv6 one', example: '203.0.113.9' })
  ip!: string;

  @ApiProperty({ format: 'date-time' })
  at!: Date;

  @ApiProperty({ nullable: true, type: String, format: 'date-time' })
  until!: string | null;
}

class UnusualSignInDto {
  @ApiProperty({ format: 'date-time' })
  at!: Date;

  @ApiProperty({ nullable: true, type: String, example: 'school' })
  tenant_id!: string | null;

  @ApiProperty({ example: 'user:01890a5d-ac96-774b-bcce-b302099a8057' })
  actor_id!: string;

  @ApiProperty({ nullable: true, type: String, example: 'ana' })
  actor_name!: string | null;

  @ApiProperty({ nullable: true, type: String, example: '203.0.113.9' })
  ip!: string | null;

  @ApiProperty({ description: 'the first time from this network, though not the first time', example: true })
  new_network!: boolean;

  @ApiProperty({ description: 'refused sign-ins of the same person in the hour before', example: 0 })
  refused_before!: number;
}

export class SecurityReportDto {
  @ApiProperty({ format: 'date-time' })
  from!: Date;

  @ApiProperty({ format: 'date-time' })
  to!: Date;

  @ApiProperty({ format: 'date-time' })
  made_at!: Date;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'null: the whole installation',
    example: 'school',
  })
  tenant_id!: string | null;

  @ApiProperty({ example: 40 })
  total!: number;

  @ApiProperty({ example: 12 })
  refused!: number;

  @ApiProperty({ type: [EventCountDto] })
  by_action!: EventCountDto[];

  @ApiProperty({ type: [ReportedPlaceDto], description: 'who was refused most comes first' })
  by_place!: ReportedPlaceDto[];

  @ApiProperty({ type: [ReportedRefusalDto] })
  refusals!: ReportedRefusalDto[];

  @ApiProperty({ type: [ReportedLockoutDto] })
  lockouts!: ReportedLockoutDto[];

  @ApiProperty({ type: [ReportedBlockDto], description: 'for the whole installation alone' })
  blocked_addresses!: ReportedBlockDto[];

  @ApiProperty({ type: [UnusualSignInDto], description: 'from a new network, or after several refused ones' })
  unusual_sign_ins!: UnusualSignInDto[];

  @ApiProperty({ type: [String], description: 'lists that had more than the 100 they show', example: [] })
  shortened!: string[];
}

export function securityReportDto(report: SecurityReport): SecurityReportDto {
  const { from, to, madeAt, tenantId, actions, places, shortened } = report;
  const sum = (of: typeof actions) => of.reduce((total, { count }) => total + count, 0);
  return {
    from,
    to,
    made_at: madeAt,
    tenant_id: tenantId,
    total: sum(actions),
    refused: sum(actions.filter(({ outcome }) => outcome === 'refused')),
    by_action: actions,
    by_place: places,
    ...peopleDto(report),
    shortened,
  };
}

function peopleDto({ refusals, lockouts, blocked, unusual }: SecurityReport) {
  return {
    refusals: refusals.map(({ heldBack, ...rest }) => ({ ...rest, held_back: heldBack })),
    lockouts: lockouts.map(({ tenantId, actorId, actorName, refused, lastAt }) => ({
      tenant_id: tenantId,
      actor_id: actorId,
      actor_name: actorName,
      refused,
      last_at: lastAt,
    })),
    blocked_addresses: blocked,
    unusual_sign_ins: unusual.map((signIn) => ({
      at: signIn.at,
      tenant_id: signIn.tenantId,
      actor_id: signIn.actorId,
      actor_name: signIn.actorName,
      ip: signIn.ip,
      new_network: signIn.isNewNetwork,
      refused_before: signIn.refusedBefore,
    })),
  };
}
