import { type Scope, SCOPES } from '@app/auth';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
} from 'class-validator';
import { Moment, Optional } from '../http/fields';

const DEFAULT_RATE = 600;

export class CreateApiKeyDto {
  @ApiProperty({ minLength: 1, maxLength: 100, example: 'gateway of the school' })
  @IsString()
  @Length(1, 100)
  name!: string;

  @ApiProperty({
    enum: SCOPES,
    isArray: true,
    description: '`*` is everything that keys may do, but `act-on-behalf`',
    example: ['courses:read', 'downloads:write'],
  })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(SCOPES, { each: true })
  scopes!: Scope[];

  @ApiPropertyOptional({
    nullable: true,
    type: String,
    format: 'date-time',
    description: 'in the future; without it the key is valid until it is revoked',
    example: '2030-12-31T23:59:59Z',
  })
  @IsOptional()
  @Moment()
  expires_at?: Date | null;

  @ApiPropertyOptional({
    minimum: 1,
    maximum: 1_000_000,
    default: DEFAULT_RATE,
    description: 'requests the key may make a minute',
  })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  rate_per_minute: number = DEFAULT_RATE;
}
