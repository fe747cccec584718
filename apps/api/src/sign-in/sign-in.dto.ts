import { ApiProperty } from '@nestjs/swagger';
import { OptionalString, OptionalTenant } from '../http/fields';

export class SignInOptionsQuery {
  @OptionalTenant({ description: 'without it, that of this installation', example: 'default' })
  tenant_id?: string;
}

/** For whom a browser goes to Google, and where it comes back to. */
export class ConnectQuery {
  @OptionalTenant({ example: 'default' }) tenant_id?: string;

  @OptionalString({ max: 2048, example: '/app/' })
  return_to?: string;
}

const REGISTRATION_MODES = ['closed', 'invitation', 'open'] as const;

export class SignInOptionsDto {
  @ApiProperty({ description: 'by GET /auth/google/sign-in', example: true }) google!: boolean;

  @ApiProperty({
    enum: REGISTRATION_MODES,
    description: 'who may make an own account',
    example: 'invitation',
  })
  registration!: (typeof REGISTRATION_MODES)[number];

  @ApiProperty({ description: 'a made-up school stands in for Google: a demonstration', example: false })
  sandbox!: boolean;
}
