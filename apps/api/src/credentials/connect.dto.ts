import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsIn, IsString, MaxLength } from 'class-validator';
import { Optional, OptionalString, OptionalTenant } from '../http/fields';

export class ConnectDto {
  @OptionalTenant({ description: "must be the caller's own", example: 'default' }) tenant_id?: string;

  @ApiPropertyOptional({
    description: 'the account Google should offer first',
    example: 'teacher@school.example',
  })
  @Optional()
  @IsEmail()
  login_hint?: string;

  @OptionalString({
    max: 2048,
    description:
      'where the browser goes afterwards, with `credential_id` and `status=active`, or `status=failed` and the code of an `error`: a path of this service, or an address of an origin in CORS_ORIGINS',
    example: '/app/',
  })
  return_to?: string;
}

export function connectInput({ tenant_id, login_hint, return_to }: ConnectDto) {
  return { tenantId: tenant_id, loginHint: login_hint, returnTo: return_to };
}

/** What the buttons of our page send. */
export class ConsentDto {
  @ApiProperty({ description: 'from the page' })
  @IsString()
  @MaxLength(128)
  proof!: string;

  @ApiProperty({ enum: ['allow', 'deny'] })
  @IsIn(['allow', 'deny'])
  decision!: 'allow' | 'deny';
}

export class ConnectLinkDto {
  @ApiProperty({
    description:
      'open it in the browser of the person whose account it is; a link that a person made opens where that person is signed in, any other first says who gets access and asks',
    example: 'http://localhost:8001/auth/connect/Zm9v…',
  })
  url!: string;

  @ApiProperty({ format: 'date-time' }) expires_at!: Date;
}
