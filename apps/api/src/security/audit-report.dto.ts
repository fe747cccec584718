import type { AuditReport } from '@app/audit';
import { ApiProperty } from '@nestjs/swagger';

const KINDS = ['missing', 'changed', 'unexpected'] as const;

export class AuditProblemDto {
  @ApiProperty({
    enum: KINDS,
    description: 'unexpected: put in behind the back of the chain',
    example: 'missing',
  })
  kind!: string;

  @ApiProperty({ example: 4711 }) from_seq!: number;
  @ApiProperty({ example: 4713 }) to_seq!: number;
}

export class AuditReportDto {
  @ApiProperty({ example: true }) intact!: boolean;

  @ApiProperty({ description: 'the database role of the api can only add events', example: true })
  protected!: boolean;

  @ApiProperty({ example: 4712 }) events!: number;
  @ApiProperty({ description: 'number of the newest event', example: 4712 }) last_seq!: number;

  @ApiProperty({
    description: 'its hash, to compare with the log line “security event” of the same number',
    example: 'a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3',
  })
  last_hash!: string;

  @ApiProperty({
    description: 'events up to this one were removed because they were old; 0: none',
    example: 0,
  })
  pruned_seq!: number;

  @ApiProperty({ nullable: true, type: Date, format: 'date-time', example: null }) pruned_at!: Date | null;

  @ApiProperty({ type: [AuditProblemDto], description: 'the first of them, in order' })
  problems!: AuditProblemDto[];
}

export function auditReportDto(report: AuditReport): AuditReportDto {
  return {
    intact: report.intact,
    protected: report.isProtected,
    events: report.events,
    last_seq: report.lastSeq,
    last_hash: report.lastHash,
    pruned_seq: report.prunedSeq,
    pruned_at: report.prunedAt,
    problems: report.problems.map(({ kind, fromSeq, toSeq }) => ({ kind, from_seq: fromSeq, to_seq: toSeq })),
  };
}
