import type { LockoutState, User } from '@app/auth';
import { ApiProperty } from '@nestjs/swagger';
import { ROLES } from './account-fields';
import { OffsetPageDto } from '../http/paging';

const EMAIL_VERIFIERS = ['admin', 'invitation', 'google', 'installation', 'unrecorded'] as const;

export class UserDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' }) id!: string;
  @ApiProperty({ example: 'school' }) tenant_id!: string;
  @ApiProperty({ example: 'marialima' }) username!: string;
  @ApiProperty({ example: 'maria.lima@school.example' }) email!: string;
  @ApiProperty({ example: 'Maria Lima' }) full_name!: string;

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

  @ApiProperty({ enum: ROLES, example: 'user' }) role!: string;
  @ApiProperty({ example: true }) is_active!: boolean;

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

  @ApiProperty({ format: 'date-time' }) created_at!: Date;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) last_login_at!: Date | null;
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
  @ApiProperty({ type: [ManagedUserDto] }) users!: ManagedUserDto[];
}
