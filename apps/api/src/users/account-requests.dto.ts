import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsString, Length } from 'class-validator';
import {
  Optional,
  OptionalEnum,
  OptionalString,
  OptionalTenant,
  OptionalQueryBoolean,
  QuotaBytes,
} from '../http/fields';
import {
  EmailAddress,
  NewPassword,
  OptionalEmailAddress,
  OptionalFullName,
  OptionalPassword,
  type RoleName,
  ROLES,
} from './account-fields';
import { OffsetQuery } from '../http/paging';

export class ListUsersQuery extends OffsetQuery {
  @OptionalString({
    max: 100,
    description: 'part of a user name, e-mail address or full name',
    example: 'maria',
  })
  q?: string;

  @OptionalEnum(ROLES)
  role?: RoleName;

  @OptionalQueryBoolean({ description: 'true: admins of whatever kind' })
  administers?: boolean;

  @OptionalQueryBoolean()
  is_active?: boolean;

  @OptionalQueryBoolean({ description: "true: with an address that waits for an admin's word" })
  email_unconfirmed?: boolean;

  @OptionalTenant({ description: 'for super-admins', example: 'school' }) tenant_id?: string;
}

export class UpdateProfileDto {
  @OptionalEmailAddress(
    'another one waits as pending_email until an admin confirms it, and needs current_password',
  )
  email?: string;

  @OptionalFullName() full_name?: string;
  @OptionalPassword('for another address') current_password?: string;
}

export class EmailDecisionDto {
  @EmailAddress() email!: string;
}

export class UpdateUserDto {
  @OptionalEmailAddress() email?: string;
  @OptionalFullName() full_name?: string;

  @OptionalEnum(ROLES, { description: "at most the caller's own" })
  role?: RoleName;

  @ApiPropertyOptional({ description: 'false: may not sign in, and is signed out everywhere' })
  @Optional()
  @IsBoolean()
  is_active?: boolean;

  @ApiPropertyOptional({
    description: 'a new one for who forgot theirs, who changes it at the next sign-in; ends every session',
  })
  @Optional()
  @NewPassword()
  password?: string;

  @QuotaBytes('what the person may have stored, in bytes') quota_bytes?: number | null;
}

export class ChangePasswordDto {
  @ApiProperty({ example: 'correct-Horse-7-battery' })
  @IsString()
  @Length(1, 1024)
  current_password!: string;

  @NewPassword() new_password!: string;
}
