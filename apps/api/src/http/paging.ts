import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { Optional, QueryInteger } from './fields';

const LARGEST_OFFSET = 1_000_000;

/** How many rows a list shows at most. */
export function Limit({ max }: { max: number }): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: max, default: 50 }),
    Optional(),
    QueryInteger({ min: 1, max }),
  );
}

/** `next_page_token` of the page before, in lists that go on where one stopped although they change meanwhile. */
export function PageToken(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description: 'next_page_token of the page before' }),
    Optional(),
    IsString(),
    MaxLength(2048),
  );
}

/** How many rows of a list are passed over. */
export function Offset(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: LARGEST_OFFSET, default: 0 }),
    Optional(),
    QueryInteger({ min: 0, max: LARGEST_OFFSET }),
  );
}

/** A part of a list, by place. */
export class OffsetQuery {
  @Limit({ max: 500 }) limit: number = 50;
  @Offset() offset: number = 0;
}

/** The part of a list that is short enough to be had whole. */
export function partOf<T>(all: T[], { limit, offset }: OffsetQuery): T[] {
  return all.slice(offset, offset + limit);
}

/** Which part of a list this is. */
export class OffsetPageDto {
  @ApiProperty({ type: 'integer', example: 1 }) total!: number;
  @ApiProperty({ type: 'integer', example: 50 }) limit!: number;
  @ApiProperty({ type: 'integer', example: 0 }) offset!: number;
}
