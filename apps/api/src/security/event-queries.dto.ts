import type { SecurityEventFilter } from '@app/audit';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIP, IsUUID } from 'class-validator';
import { Moment, Optional, OptionalEnum, OptionalString } from '../http/fields';
import { Limit } from '../http/paging';
import { OUTCOMES } from './security-events.dto';

export class ListEventsQuery {
  @OptionalString({ min: 1, max: 100, example: 'auth.sign-in' })
  action?: string;

  @OptionalString({
    min: 1,
    max: 200,
    description: 'part of the id or name of who did it, or for whom',
    example: 'ana',
  })
  actor?: string;

  @OptionalEnum(OUTCOMES)
  outcome?: 'ok' | 'refused';

  @ApiPropertyOptional({ example: '203.0.113.9' })
  @Optional()
  @IsIP()
  ip?: string;

  @OptionalString({
    min: 1,
    max: 63,
    description: 'for super-admins; others see their own anyway',
    example: 'default',
  })
  tenant_id?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'from then on' })
  @Optional()
  @Moment()
  from?: Date;

  @ApiPropertyOptional({ format: 'date-time', description: 'before then' })
  @Optional()
  @Moment()
  to?: Date;

  @OptionalString({ min: 1, max: 200, description: 'part of anything that is told', example: '/downloads' })
  text?: string;

  @Limit({ max: 200 }) page_size: number = 50;

  @ApiPropertyOptional({ description: 'next_page_token of the page before' })
  @Optional()
  @IsUUID()
  page_token?: string;
}

export function filterFrom(query: ListEventsQuery): SecurityEventFilter {
  const { action, actor, outcome, ip, tenant_id: tenantId, from, to, text } = query;
  return { action, actor, outcome, ip, tenantId, from, to, text };
}
