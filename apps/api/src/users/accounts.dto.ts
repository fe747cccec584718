import type { LockoutState, User } from '@app/auth';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsString, Length, MaxLength } from 'class-validator';
import { Optional, OptionalTenant, QueryBoolean, QuotaBytes } from '../http/fields';
import {
  ANOTHER_TENANT,
  EmailAddress,
  FullName,
  NewPassword,
  OneTimeToken,
  OptionalPassword,
  type RoleName,
  ROLES,
  RoleToGive,
  Username,
} from './account-fields';
import { OffsetPageDto, OffsetQuery } from '../http/paging';

const EMAIL_VERIFIERS = ['admin', 'invitation', 'google', 'installation', 'unrecorded'] as const;

class PersonDto {
  @Username()
  username!: string;

  @EmailAddress()
  email!: string;

  @FullName()
  full_name!: string;

  @NewPassword()
  password!: string;
}

export class CreateFirstAdminDto extends PersonDto {
  @OneTimeToken()
  token!: string;
}

export class RegisterUserDto extends PersonDto {
  @ApiPropertyOptional({ description: 'token of an invitation to this e-mail address' })
  @Optional()
  @OneTimeToken()
  invitation?: string;
}

export class CreateUserDto {
  @EmailAddress()
  email!: string;

  @NewPassword()
  password!: string;

  @ApiPropertyOptional({ description: 'without one, the e-mail address gives it' })
  @Optional()
  @Username()
  username?: string;

  @ApiPropertyOptional()
  @Optional()
  @FullName()
  full_name?: string;

  @RoleToGive()
  role: RoleName = 'user';

  @OptionalTenant(ANOTHER_TENANT)
  tenant_id?: string;

  @QuotaBytes('what the person may have stored, in bytes')
  quota_bytes?: number | null;
}

export class ListUsersQuery extends OffsetQuery {
  @ApiPropertyOptional({ description: 'part of a user name, e-mail address or full name', example: 'maria' })
  @Optional()
  @IsString()
  @MaxLength(100)
  q?: string;

  @ApiPropertyOptional({ enum: ROLES })
  @Optional()
  @IsIn(ROLES)
  role?: RoleName;

  @ApiPropertyOptional({ description: 'true: admins of whatever kind' })
  @Optional()
  @QueryBoolean()
  administers?: boolean;

  @ApiPropertyOptional()
  @Optional()
  @QueryBoolean()
  is_active?: boolean;

  @ApiPropertyOptional({ description: "true: with an address that waits for an admin's word" })
  @Optional()
  @QueryBoolean()
  email_unconfirmed?: boolean;

  @OptionalTenant({ description: 'for super-admins', example: 'school' })
  tenant_id?: string;
}

export class UpdateProfileDto {
  @ApiPropertyOptional({
    description: 'another one waits as pending_email until an admin confirms it, and needs current_password',
  })
  @Optional()
  @EmailAddress()
  email?: string;

  @ApiPropertyOptional()
  @Optional()
  @FullName()
  full_name?: string;

  @OptionalPassword('for another address')
  current_password?: string;
}

export class EmailDecisionDto {
  @EmailAddress()
  email!: string;
}

export class UpdateUserDto {
  @ApiPropertyOptional()
  @Optional()
  @EmailAddress()
  email?: string;

  @ApiPropertyOptional()
  @Optional()
  @FullName()
  full_name?: string;

  @ApiPropertyOptional({ enum: ROLES, description: "at most the caller's own" })
  @Optional()
  @IsIn(ROLES)
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

  @QuotaBytes('what the person may have stored, in bytes')
  quota_bytes?: number | null;
}

export class ChangePasswordDto {
  @ApiProperty({ example: 'correct-Horse-7-battery' })
  @IsString()
  @Length(1, 1024)
  current_password!: string;

  @NewPassword()
  new_password!: string;
}

export class UserDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  id!: string;

  @ApiProperty({ example: 'school' })
  tenant_id!: string;

  @ApiProperty({ example: 'marialima' })
  username!: string;

  @ApiProperty({ example: 'maria.lima@school.example' })
  email!: string;

  @ApiProperty({ example: 'Maria Lima' })
  full_name!: string;

  @ApiProperty({
    enum: EMAIL_VERIFIERS,
    nullable: true,
    type: String,
    description: 'who says that the address is theirs; null: only the person does',
    example: 'admin',
  })
  email_verified_by!: string | null;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'the address they asked for, until an admin confirms or refuses it',
    example: null,
  })
  pending_email!: string | null;

  @ApiProperty({ enum: ROLES, example: 'user' })
  role!: string;

  @ApiProperty({ example: true })
  is_active!: boolean;

  @ApiProperty({
    description: 'somebody else set the password: POST /auth/change-password comes before anything else',
    example: false,
  })
  must_change_password!: boolean;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'what they may have stored, in bytes; null: USER_QUOTA_BYTES; 0: no limit',
    example: 10737418240,
  })
  quota_bytes!: number | null;

  @ApiProperty({ description: 'an authenticator app that was confirmed', example: false })
  second_factor!: boolean;

  @ApiProperty({ format: 'date-time' })
  created_at!: Date;

  @ApiProperty({ nullable: true, type: String, format: 'date-time' })
  last_login_at!: Date | null;
}

export function userDto(user: User): UserDto {
  return {
    id: user.id,
    tenant_id: user.tenantId,
    username: user.username,
    email: user.email,
    full_name: user.fullName,
    email_verified_by: user.emailVerifiedBy,
    pending_email: user.pendingEmail,
    role: user.role,
    is_active: user.isActive,
    must_change_password: user.mustChangePassword,
    quota_bytes: user.quotaBytes,
    second_factor: user.hasSecondFactor,
    created_at: user.createdAt,
    last_login_at: user.lastLoginAt,
  };
}

/** What only admins see. */
export class ManagedUserDto extends UserDto {
  @ApiProperty({ description: 'wrong passwords and codes that still count', example: 0 })
  login_attempts!: number;

  @ApiProperty({
    nullable: true,
    type: String,
    format: 'date-time',
    description: 'null: locked out nowhere; GET /security/lockouts tells where',
    example: null,
  })
  locked_until!: Date | null;

  @ApiProperty({ nullable: true, type: String, format: 'date-time', description: 'as last_login_at' })
  last_login!: Date | null;
}

export function managedUserDto(user: User, state: LockoutState | undefined): ManagedUserDto {
  return {
    ...userDto(user),
    login_attempts: state?.failures ?? 0,
    locked_until: state?.lockedUntil ?? null,
    last_login: user.lastLoginAt,
  };
}

export class UserListDto extends OffsetPageDto {
  @ApiProperty({ type: [ManagedUserDto] })
  users!: ManagedUserDto[];
}
