import type { SecurityEventFilter } from '@app/audit';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsIP, IsString, IsUUID, Length } from 'class-validator';
import { Moment, Optional } from '../http/fields';
import { Limit } from '../http/paging';
import { OUTCOMES } from './security-events.dto';

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
