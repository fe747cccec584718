import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '@app/passwords';
import { passwordWeakness } from '@app/security';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsString,
  Length,
  Matches,
  MaxLength,
  registerDecorator,
  type ValidationArguments,
} from 'class-validator';
import { Optional } from '../http/fields';

export const ROLES = ['user', 'admin', 'super_admin'] as const;
export type RoleName = (typeof ROLES)[number];

export const ANOTHER_TENANT = {
  description: "another than the caller's: super-admins only",
  example: 'school',
};

/** One spelling for what looks the same: wide letters and ligatures become plain ones. */
function Spelled(change: (text: string) => string): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? change(value.normalize('NFKC').trim()) : value,
  );
}

/** Latin letters and digits alone, in lower case: letters of other alphabets that look the same are refused. */
export function Username(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ minLength: 3, maxLength: 50, pattern: '^[A-Za-z0-9]+$', example: 'marialima' }),
    Spelled((text) => text.toLowerCase()),
    IsString(),
    Matches(/^[a-z0-9]{3,50}$/, { message: '$property must be 3 to 50 letters (a to z) or digits' }),
  );
}

export function EmailAddress(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ maxLength: 254, example: 'maria.lima@school.example' }),
    Spelled((text) => text.toLowerCase()),
    IsString(),
    MaxLength(254),
    IsEmail(
      { allow_utf8_local_part: false },
      { message: '$property must be an e-mail address without other alphabets' },
    ),
    Matches(/^[\x21-\x7e]*$/, { message: '$property must be an e-mail address without other alphabets' }),
  );
}

export function FullName(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ minLength: 1, maxLength: 100, example: 'Maria Lima' }),
    Spelled((text) => text),
    IsString(),
    Length(1, 100),
    Matches(/^[^\p{Cc}\p{Cf}\p{Cs}]*$/u, { message: '$property must be one line of text' }),
  );
}

/** An e-mail address that may be left out. */
export function OptionalEmailAddress(description?: string): PropertyDecorator {
  return applyDecorators(EmailAddress(), Optional(), ApiPropertyOptional({ description }));
}

/** A name that may be left out. */
export function OptionalFullName(): PropertyDecorator {
  return applyDecorators(FullName(), Optional(), ApiPropertyOptional());
}

const GOOD_PASSWORD =
  'A good one has 8 characters or more, with a capital letter, a small letter and a digit, and nobody would guess it: four unusual words and a number, for example';

/** A password that somebody chooses; checked before anything is computed from it. */
export function NewPassword(): PropertyDecorator {
  const check = (value: unknown, { object }: ValidationArguments) => {
    const { username, email } = object as { username?: unknown; email?: unknown };
    const about = [username, email].filter((text) => typeof text === 'string');
    return typeof value === 'string' ? passwordWeakness(value, about) : 'must be a text';
  };
  return applyDecorators(
    ApiProperty({
      minLength: MIN_PASSWORD_LENGTH,
      maxLength: MAX_PASSWORD_LENGTH,
      description:
        'a capital letter, a small letter and a digit; refused with 422 when others would guess it',
      example: 'correct-Horse-7-battery',
    }),
    (target: object, propertyName: string | symbol) => {
      registerDecorator({
        name: 'newPassword',
        target: target.constructor,
        propertyName: String(propertyName),
        validator: {
          validate: (value: unknown, args: ValidationArguments) => check(value, args) === undefined,
          defaultMessage: (args: ValidationArguments) =>
            `${args.property} ${check(args.value, args) ?? ''}. ${GOOD_PASSWORD}`,
        },
      });
    },
  );
}

/** A token of ours that was shown once. */
export function OneTimeToken(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example: 'pV0m…43 characters…' }),
    IsString(),
    Matches(/^[\w-]{1,128}$/, { message: '$property must be the token as it was shown' }),
  );
}

/** The present password, where it may be left out. */
export function OptionalPassword(description: string): PropertyDecorator {
  const options = { description, example: 'correct-Horse-7-battery' };
  return applyDecorators(ApiPropertyOptional(options), Length(1, 1024), IsString(), Optional());
}

/** The role of somebody new. */
export function RoleToGive(): PropertyDecorator {
  const options = { enum: ROLES, default: 'user', description: "at most the caller's own" };
  return applyDecorators(ApiPropertyOptional(options), IsIn(ROLES), Optional());
}
