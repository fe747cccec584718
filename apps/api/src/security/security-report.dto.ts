import type { SecurityReport } from '@app/audit';
import { ApiProperty } from '@nestjs/swagger';
import { eventTotals, EventTotalsDto } from './security-stats.dto';
import {
  ReportedPlaceDto,
  ReportedRefusalDto,
  ReportedLockoutDto,
  ReportedBlockDto,
  UnusualSignInDto,
} from './reported-events.dto';

export class SecurityReportDto extends EventTotalsDto {
  @ApiProperty({ format: 'date-time' }) to!: Date;
  @ApiProperty({ format: 'date-time' }) made_at!: Date;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'null: the whole installation',
    example: 'school',
  })
  tenant_id!: string | null;

  @ApiProperty({ type: [ReportedPlaceDto], description: 'who was refused most comes first' })
  by_place!: ReportedPlaceDto[];

  @ApiProperty({ type: [ReportedRefusalDto] }) refusals!: ReportedRefusalDto[];
  @ApiProperty({ type: [ReportedLockoutDto] }) lockouts!: ReportedLockoutDto[];

  @ApiProperty({ type: [ReportedBlockDto], description: 'for the whole installation alone' })
  blocked_addresses!: ReportedBlockDto[];

  @ApiProperty({ type: [UnusualSignInDto], description: 'from a new network, or after several refused ones' })
  unusual_sign_ins!: UnusualSignInDto[];

  @ApiProperty({ type: [String], description: 'lists that had more than the 100 they show', example: [] })
  shortened!: string[];
}

export function securityReportDto(report: SecurityReport): SecurityReportDto {
  const { from, to, madeAt, tenantId, actions, places, shortened } = report;
  return {
    ...eventTotals(from, actions),
    to,
    made_at: madeAt,
    tenant_id: tenantId,
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
