import { type ApiKey, type CreatedApiKey, SCOPES } from '@app/auth';
import { ApiProperty } from '@nestjs/swagger';
import { OffsetPageDto } from '../http/paging';

export class ApiKeyDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' }) id!: string;
  @ApiProperty({ example: 'gateway of the school' }) name!: string;

  @ApiProperty({ description: 'how the key begins, to recognise it by', example: 'cdl_x7Q2vL0a' })
  prefix!: string;

  @ApiProperty({ enum: SCOPES, isArray: true, example: ['courses:read', 'downloads:write'] })
  scopes!: string[];

  @ApiProperty({
    nullable: true,
    type: Number,
    description: 'requests a minute; null: not limited',
    example: 600,
  })
  rate_per_minute!: number | null;

  @ApiProperty({
    nullable: true,
    type: String,
    format: 'uuid',
    description: 'the admin who made it; null: it came from the environment',
  })
  created_by_user_id!: string | null;

  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) expires_at!: Date | null;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) revoked_at!: Date | null;

  @ApiProperty({ nullable: true, type: String, format: 'date-time', description: 'to the minute' })
  last_used_at!: Date | null;

  @ApiProperty({ format: 'date-time' }) created_at!: Date;
}

export class CreatedApiKeyDto extends ApiKeyDto {
  @ApiProperty({ description: 'shown now and never again', example: 'cdl_x7Q2vL0a…' }) key!: string;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'signs requests on behalf of people, only with that scope; shown now and never again',
    example: null,
  })
  signing_secret!: string | null;
}

export class ApiKeyListDto extends OffsetPageDto {
  @ApiProperty({ type: [ApiKeyDto] }) api_keys!: ApiKeyDto[];
}

export function apiKeyDto(key: ApiKey): ApiKeyDto {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: key.scopes,
    rate_per_minute: key.ratePerMinute,
    created_by_user_id: key.createdByUserId,
    expires_at: key.expiresAt,
    revoked_at: key.revokedAt,
    last_used_at: key.lastUsedAt,
    created_at: key.createdAt,
  };
}

export function createdApiKeyDto({ apiKey, secret, signingSecret }: CreatedApiKey): CreatedApiKeyDto {
  return { ...apiKeyDto(apiKey), key: secret, signing_secret: signingSecret };
}
