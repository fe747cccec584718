import type { CleanUpReport } from '@app/downloads';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { QueryBoolean } from '../http/fields';

export class CleanUpQuery {
  @ApiPropertyOptional({ default: true, description: 'only tells what would go' })
  @IsOptional()
  @QueryBoolean()
  dry_run: boolean = true;
}

export class CleanUpItemDto {
  @ApiProperty({ enum: ['download', 'file', 'orphan'], example: 'file' })
  kind!: string;

  @ApiProperty({ nullable: true, type: String, example: 'school' })
  tenant_id!: string | null;

  @ApiProperty({
    description: 'id of a download, or key of a file',
    example: 'school/0a/0af12364-35a2-4f8a-890d-c15a187b4133.mp4',
  })
  name!: string;

  @ApiProperty({ nullable: true, type: String })
  title!: string | null;

  @ApiProperty({ example: 10485760 })
  bytes!: number;

  @ApiProperty({ example: 'no download points to it' })
  reason!: string;
}

export class CleanUpDto {
  @ApiProperty({ example: true })
  dry_run!: boolean;

  @ApiProperty({ type: [CleanUpItemDto] })
  items!: CleanUpItemDto[];

  @ApiProperty({ example: 10485760 })
  bytes!: number;

  @ApiProperty({ description: 'events of the audit trail that go too', example: 0 })
  security_events!: number;

  @ApiProperty({ description: 'there is more than fits into one go', example: false })
  more!: boolean;
}

export function cleanUpDto({ dryRun, items, bytes, more }: CleanUpReport, events: number): CleanUpDto {
  return {
    dry_run: dryRun,
    items: items.map(({ tenantId, ...item }) => ({ ...item, tenant_id: tenantId })),
    bytes,
    security_events: events,
    more,
  };
}
