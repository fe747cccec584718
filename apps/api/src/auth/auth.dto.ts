import type { SignedIn } from '@app/auth';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';

export class SignInDto {
  @ApiProperty({ description: 'user name or e-mail address', example: 'admin@school.example' })
  @IsString()
  @MinLength(1)
  @MaxLength(320)
  username!: string;

  @ApiProperty({ example: 'correct-Horse-7-battery' })
  @IsString()
  @MinLength(1)
  @MaxLength(1024)
  password!: string;
}

export class SignedInUserDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  id!: string;

  @ApiProperty({ example: 'default' })
  tenant_id!: string;

  @ApiProperty({ example: 'admin' })
  username!: string;

  @ApiProperty({ example: 'admin@school.example' })
  email!: string;

  @ApiProperty({ example: 'Administrator' })
  full_name!: string;

  @ApiProperty({ enum: ['user', 'admin', 'super_admin'], example: 'admin' })
  role!: string;
}

export class SignedInDto {
  @ApiProperty({ description: 'JWT for “Authorization: Bearer …”', example: 'eyJhbGciOiJIUzI1NiJ9.…' })
  access_token!: string;

  @ApiProperty({ example: 'bearer' })
  token_type!: string;

  @ApiProperty({ description: 'seconds', example: 1800 })
  expires_in!: number;

  @ApiProperty({ type: SignedInUserDto })
  user!: SignedInUserDto;
}

export function signedInDto({ accessToken, expiresIn, user }: SignedIn): SignedInDto {
  const { id, tenantId, username, email, fullName, role } = user;
  return {
    access_token: accessToken,
    token_type: 'bearer',
    expires_in: expiresIn,
    user: { id, tenant_id: tenantId, username, email, full_name: fullName, role },
  };
}
