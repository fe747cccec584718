import type { SecondFactorInput, SecondFactorState } from '@app/auth';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Matches, ValidateIf } from 'class-validator';
import { OneTimeToken, OptionalPassword } from '../users/account-fields';
import { OptionalString } from '../http/fields';

export class BeginSecondFactorDto {
  @OptionalPassword('may be left out by who signed in with Google less than ten minutes ago')
  current_password?: string;
}

/** One of the two. */
class SecondFactorDto {
  @ApiPropertyOptional({ description: 'of the authenticator app; counts once', example: '287082' })
  @ValidateIf(({ code, recovery_code: other }: SecondFactorDto) => code !== undefined || other === undefined)
  @Matches(/^\d{6}$/, {
    message: '$property must be the six digits that the app shows',
    context: { missing: 'code is required, or recovery_code' },
  })
  code?: string;

  @OptionalString({
    min: 16,
    max: 40,
    description: 'when the app is lost; counts once',
    example: 'k7vq-2m9x-r4tz-8hcd',
  })
  recovery_code?: string;
}

export class VerifySecondFactorDto extends SecondFactorDto {
  @OneTimeToken() challenge!: string;
}

export class RemoveSecondFactorDto extends SecondFactorDto {
  @OptionalPassword('may be left out by who signed in with Google less than ten minutes ago')
  current_password?: string;
}

export class ConfirmSecondFactorDto {
  @ApiProperty({ description: 'of the authenticator app', example: '287082' })
  @Matches(/^\d{6}$/, { message: '$property must be the six digits that the app shows' })
  code!: string;
}

export class SecondFactorStateDto {
  @ApiProperty({ example: true }) enabled!: boolean;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) confirmed_at!: Date | null;
  @ApiProperty({ example: 10 }) recovery_codes_left!: number;
}

export class SecondFactorSecretDto {
  @ApiProperty({ description: 'for typing; shown this once', example: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' })
  secret!: string;

  @ApiProperty({ example: 'otpauth://totp/Classroom%20Downloader:ana%40school.example?secret=…' })
  otpauth_uri!: string;

  @ApiProperty({ description: 'the same as a picture to scan', example: '<svg xmlns="…">…</svg>' })
  qr_svg!: string;
}

export class RecoveryCodesDto {
  @ApiProperty({ type: [String], description: 'shown this once', example: ['k7vq-2m9x-r4tz-8hcd'] })
  recovery_codes!: string[];
}

export function secondFactorOf({ code, recovery_code: recoveryCode }: SecondFactorDto): SecondFactorInput {
  return { code, recoveryCode };
}

export function secondFactorStateDto(state: SecondFactorState): SecondFactorStateDto {
  const { confirmedAt, recoveryCodesLeft } = state;
  return {
    enabled: confirmedAt !== null,
    confirmed_at: confirmedAt,
    recovery_codes_left: recoveryCodesLeft,
  };
}
