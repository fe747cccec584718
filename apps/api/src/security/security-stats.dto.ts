import type { EventStats } from '@app/audit';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Optional, QueryInteger } from '../http/fields';
import { OUTCOMES } from './security-events.dto';

export class StatsQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: 2160, default: 24, description: 'how far back' })
  @Optional()
  @QueryInteger({ min: 1, max: 2160 })
  hours: number = 24;
}

export class EventCountDto {
  @ApiProperty({ example: 'auth.sign-in' }) action!: string;
  @ApiProperty({ enum: OUTCOMES, example: 'refused' }) outcome!: string;
  @ApiProperty({ example: 12 }) count!: number;
}

export class RefusedAddressDto {
  @ApiProperty({ example: '203.0.113.9' }) ip!: string;
  @ApiProperty({ example: 12 }) refused!: number;
}

/** What happened since a moment, all in all. */
export class EventTotalsDto {
  @ApiProperty({ format: 'date-time' }) from!: Date;
  @ApiProperty({ example: 40 }) total!: number;
  @ApiProperty({ example: 12 }) refused!: number;
  @ApiProperty({ type: [EventCountDto] }) by_action!: EventCountDto[];
}

export class SecurityStatsDto extends EventTotalsDto {
  @ApiProperty({ type: [RefusedAddressDto], description: 'who was refused most' })
  refused_addresses!: RefusedAddressDto[];
}

export function eventTotals(from: Date, counts: EventCountDto[]): EventTotalsDto {
  const sum = (of: typeof counts) => of.reduce((total, { count }) => total + count, 0);
  const refused = counts.filter(({ outcome }) => outcome === 'refused');
  return { from, total: sum(counts), refused: sum(refused), by_action: counts };
}

export function statsDto({ from, counts, addresses }: EventStats): SecurityStatsDto {
  return { ...eventTotals(from, counts), refused_addresses: addresses };
}
