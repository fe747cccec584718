import type { ListedFile, MaintenanceSummary } from '@app/maintenance';
import { ApiProperty } from '@nestjs/swagger';
import { OptionalQueryBoolean } from '../http/fields';
import { OffsetPageDto, OffsetQuery } from '../http/paging';

export class CleanUpQuery {
  @OptionalQueryBoolean({ default: true, description: 'only tells what would go' })
  dry_run: boolean = true;
}

export class CleanUpItemDto {
  @ApiProperty({ enum: ['download', 'file', 'orphan'], example: 'file' }) kind!: string;
  @ApiProperty({ nullable: true, type: String, example: 'school' }) tenant_id!: string | null;

  @ApiProperty({
    description: 'id of a download, or key of a file',
    example: 'school/0a/0af12364-35a2-4f8a-890d-c15a187b4133.mp4',
  })
  name!: string;

  @ApiProperty({ nullable: true, type: String }) title!: string | null;
  @ApiProperty({ example: 10485760 }) bytes!: number;
  @ApiProperty({ example: 'no download points to it' }) reason!: string;
}

export class CleanUpReportDto {
  @ApiProperty({ example: true }) dry_run!: boolean;
  @ApiProperty({ type: [CleanUpItemDto] }) items!: CleanUpItemDto[];
  @ApiProperty({ example: 10485760 }) bytes!: number;
  @ApiProperty({ description: 'events of the audit trail that go too', example: 0 }) security_events!: number;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'why files without a row stay where they are; null when they are moved to the quarantine',
  })
  orphans_refusal!: string | null;

  @ApiProperty({ description: 'there is more than fits into one go', example: false }) more!: boolean;
}

export function cleanUpReportDto(
  dryRun: boolean,
  { items, counts, refusal, unfinished }: MaintenanceSummary,
): CleanUpReportDto {
  return {
    dry_run: dryRun,
    items: items.map(({ tenantId, sizeBytes, ...item }) => ({
      ...item,
      tenant_id: tenantId,
      bytes: sizeBytes,
    })),
    bytes: items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    security_events: counts.security_events ?? 0,
    orphans_refusal: refusal,
    more: unfinished.length > 0,
  };
}

export class QuarantineQuery extends OffsetQuery {}

export class QuarantinedFileDto {
  @ApiProperty({ example: 'school/0a/0af12364-35a2-4f8a-890d-c15a187b4133.mp4' }) key!: string;
  @ApiProperty({ example: 'school' }) tenant_id!: string;
  @ApiProperty({ example: 10485760 }) bytes!: number;
  @ApiProperty({ format: 'date', description: 'the day it was moved', example: '2026-11-21' }) since!: string;

  @ApiProperty({
    format: 'date',
    nullable: true,
    type: String,
    description: 'the day it is deleted for good; null: never',
  })
  deleted_on!: string | null;
}

export class QuarantinedFileListDto extends OffsetPageDto {
  @ApiProperty({ type: [QuarantinedFileDto] }) files!: QuarantinedFileDto[];
}

interface QuarantinePage {
  files: ListedFile[];
  total: number;
  limit: number;
  offset: number;
}

export function quarantinedFileListDto({ files, ...page }: QuarantinePage): QuarantinedFileListDto {
  const day = (moment: Date) => moment.toISOString().slice(0, 10);
  return {
    files: files.map(({ key, tenantId, sizeBytes, since, deletedAt }) => ({
      key,
      tenant_id: tenantId,
      bytes: sizeBytes,
      since: day(since),
      deleted_on: deletedAt && day(deletedAt),
    })),
    ...page,
  };
}
