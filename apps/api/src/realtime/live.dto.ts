import type { ConnectionCounts } from '@app/realtime';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

export class SinceQuery {
  @ApiPropertyOptional({
    description: 'id of the last message that the client has, for those that cannot send `Last-Event-ID`',
    example: '1.1.425',
  })
  @IsOptional()
  @Matches(/^[\d.]{1,70}$/)
  since?: string;
}

export class TicketDto {
  @ApiProperty({ description: 'for the query of one WebSocket', example: 'n3-0kq1vTgU5bJc2mWfXzA8rHsY4dLpE' })
  ticket!: string;

  @ApiProperty({ format: 'date-time' }) expires_at!: Date;
}

export class ConnectionCountsDto {
  @ApiProperty({ example: 5 }) download_connections!: number;
  @ApiProperty({ example: 3 }) queue_connections!: number;
  @ApiProperty({ example: 2 }) stats_connections!: number;
  @ApiProperty({ example: 1 }) general_connections!: number;
  @ApiProperty({ example: 8 }) dashboard_connections!: number;
  @ApiProperty({ example: 0 }) batch_connections!: number;
  @ApiProperty({ example: 19 }) total!: number;
}

export function connectionCountsDto(counts: ConnectionCounts): ConnectionCountsDto {
  return {
    download_connections: counts.download,
    queue_connections: counts.queue,
    stats_connections: counts.stats,
    general_connections: counts.general,
    dashboard_connections: counts.dashboard,
    batch_connections: counts.batch,
    total: counts.total,
  };
}
