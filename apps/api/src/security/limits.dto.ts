import type { AddressBlock, RateStanding } from '@app/limits';
import { ApiProperty } from '@nestjs/swagger';
import { OffsetPageDto, type OffsetQuery, partOf } from '../http/paging';

export class RateStandingDto {
  @ApiProperty({ example: 'users' }) policy!: string;
  @ApiProperty({ example: 600 }) limit!: number;
  @ApiProperty({ example: 60 }) window_seconds!: number;
  @ApiProperty({ example: 598 }) remaining!: number;
  @ApiProperty({ description: 'until the window ends', example: 42 }) reset_seconds!: number;
}

export class RateLimitDto {
  @ApiProperty({ description: 'false: nothing limits the caller, or Redis is away', example: true })
  limited!: boolean;

  @ApiProperty({ type: RateStandingDto, nullable: true }) requests!: RateStandingDto | null;

  @ApiProperty({
    type: RateStandingDto,
    nullable: true,
    description: 'files and thumbnails are counted apart',
  })
  files!: RateStandingDto | null;

  @ApiProperty({
    type: [RateStandingDto],
    description: 'routes with a limit of their own, which counts beside the others',
  })
  routes!: RateStandingDto[];
}

export class BlockDto {
  @ApiProperty({ description: 'an IPv4 address, or the network of an IPv6 one', example: '203.0.113.9' })
  ip!: string;

  @ApiProperty({ format: 'date-time' }) until!: Date;
}

export class BlockListDto extends OffsetPageDto {
  @ApiProperty({ type: [BlockDto] }) blocks!: BlockDto[];
}

export function rateStandingDto({ policy, remaining, resetSeconds }: RateStanding): RateStandingDto {
  return {
    policy: policy.name,
    limit: policy.limit,
    window_seconds: policy.windowSeconds,
    remaining,
    reset_seconds: resetSeconds,
  };
}

export function blockListDto(all: AddressBlock[], page: OffsetQuery): BlockListDto {
  const blocks = partOf(all, page).map(({ address: ip, until }) => ({ ip, until }));
  return { blocks, total: all.length, limit: page.limit, offset: page.offset };
}
