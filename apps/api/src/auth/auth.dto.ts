import type { SignedIn } from '@app/auth';
import { ApiProperty } from '@nestjs/swagger';
import { OptionalEnum, OptionalString, OptionalQueryBoolean } from '../http/fields';
import { UserDto, userDto } from '../users/accounts.dto';
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

/** The password form of OAuth 2 (RFC 6749, 4.3). */
export class PasswordGrantDto extends SignInDto {
  @OptionalEnum(['password'], { example: 'password' })
  grant_type?: string;

  @OptionalString({ description: 'ignored: the role decides', example: '' })
  scope?: string;

  @OptionalString({ description: 'ignored', example: '' })
  client_id?: string;

  @OptionalString({ description: 'ignored', example: '' })
  client_secret?: string;
}

export class RefreshTokenDto {
  @OptionalString({
    min: 1,
    max: 128,
    description: 'in a browser the cookie holds it',
    example: 'kY3s…43 characters…',
  })
  refresh_token?: string;
}

export class SignOutQuery {
  @OptionalQueryBoolean({
    default: false,
    description: 'end every session of this person, not only this one',
  })
  everywhere: boolean = false;
}

export class TokensDto {
  @ApiProperty({ description: 'JWT for “Authorization: Bearer …”', example: 'eyJhbGciOiJIUzI1NiJ9.…' })
  access_token!: string;

  @ApiProperty({ example: 'bearer' }) token_type!: string;
  @ApiProperty({ description: 'seconds', example: 1800 }) expires_in!: number;

  @ApiProperty({ description: 'for POST /auth/refresh, once', example: 'kY3s…43 characters…' })
  refresh_token!: string;

  @ApiProperty({ description: 'seconds', example: 604800 }) refresh_expires_in!: number;
}

export class SignedInDto extends TokensDto {
  @ApiProperty({ type: UserDto }) user!: UserDto;
}

export function tokensDto(signedIn: SignedIn): TokensDto {
  return {
    access_token: signedIn.accessToken,
    token_type: 'bearer',
    expires_in: signedIn.expiresIn,
    refresh_token: signedIn.refreshToken,
    refresh_expires_in: signedIn.refreshExpiresIn,
  };
}

export function signedInDto(signedIn: SignedIn): SignedInDto {
  return { ...tokensDto(signedIn), user: userDto(signedIn.user) };
}
