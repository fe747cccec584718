import type { Standing, Standings } from '@app/downloads';
import { ApiProperty } from '@nestjs/swagger';

export class StorageStandingDto {
  @ApiProperty({ description: 'bytes of finished files, each once', example: 7516192768 })
  used_bytes!: number;

  @ApiProperty({ description: 'bytes of what is being downloaded, as far as known', example: 104857600 })
  reserved_bytes!: number;

  @ApiProperty({ nullable: true, type: Number, description: 'null: no limit', example: 10737418240 })
  limit_bytes!: number | null;

  @ApiProperty({ nullable: true, type: Number, description: 'null: no limit', example: 3116368896 })
  remaining_bytes!: number | null;
}

export class QuotaDto {
  @ApiProperty({ type: StorageStandingDto }) tenant!: StorageStandingDto;

  @ApiProperty({ nullable: true, type: StorageStandingDto, description: 'null for API keys' })
  user!: StorageStandingDto | null;

  @ApiProperty({ nullable: true, type: Number, description: 'null: no limit', example: 4294967296 })
  largest_file_bytes!: number | null;
}

export function quotaDto({ tenant, user }: Standings, largestFileBytes: number | null): QuotaDto {
  return {
    tenant: storageStandingDto(tenant),
    user: user && storageStandingDto(user),
    largest_file_bytes: largestFileBytes,
  };
}

function storageStandingDto({ storedBytes, reservedBytes, limitBytes }: Standing): StorageStandingDto {
  return {
    used_bytes: storedBytes,
    reserved_bytes: reservedBytes,
    limit_bytes: limitBytes,
    remaining_bytes: limitBytes === null ? null : Math.max(0, limitBytes - storedBytes - reservedBytes),
  };
}
