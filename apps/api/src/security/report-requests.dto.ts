import { ApiPropertyOptional } from '@nestjs/swagger';
import { Moment, Optional, OptionalEnum, OptionalString } from '../http/fields';
import { RequestInvalid } from '../http/request.errors';

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

  @OptionalEnum(FORMATS, { default: 'json' })
  format: (typeof FORMATS)[number] = 'json';

  @OptionalString({
    min: 1,
    max: 63,
    description: 'for super-admins: of this tenant alone; without it, of the whole installation',
    example: 'school',
  })
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
