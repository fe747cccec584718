import type { SignedIn } from '@app/auth';
import { ApiProperty } from '@nestjs/swagger';
import { UserDto, userDto } from './accounts.dto';
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

export class SignedInDto {
  @ApiProperty({ description: 'JWT for “Authorization: Bearer …”', example: 'eyJhbGciOiJIUzI1NiJ9.…' })
  access_token!: string;

  @ApiProperty({ example: 'bearer' })
  token_type!: string;

  @ApiProperty({ description: 'seconds', example: 1800 })
  expires_in!: number;

  @ApiProperty({ type: UserDto })
  user!: UserDto;
}

export function signedInDto({ accessToken, expiresIn, user }: SignedIn): SignedInDto {
  return {
    access_token: accessToken,
    token_type: 'bearer',
    expires_in: expiresIn,
    user: userDto(user),
  };
}
