import {
  COURSE_FILES,
  type CourseFiles,
  GOOGLE_SIGN_IN,
  type GoogleSignInMode,
  type Tenant,
  type TenantChange,
} from '@app/auth';
import { TENANT_ID } from '@app/kernel';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsFQDN, IsOptional, IsString, Matches } from 'class-validator';
import { Optional, OptionalEnum, OptionalString, QuotaBytes } from '../http/fields';

export class UpdateTenantDto {
  @OptionalString({ min: 1, max: 100, minLength: 1, maxLength: 100, example: 'Escola Aurora' })
  name?: string;

  @OptionalEnum(COURSE_FILES, {
    description:
      'who sees finished downloads of a course: the whole tenant, who teaches the course, or who asked for them alone; admins always do',
    example: 'staff',
  })
  course_files?: CourseFiles;

  @OptionalEnum(GOOGLE_SIGN_IN, {
    description:
      'who signs in with Google: nobody, users with the same e-mail address, or also everybody of google_domain, who become users',
    example: 'members',
  })
  google_sign_in?: GoogleSignInMode;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description:
      'the Google Workspace domain, of one tenant only; set and cleared by super-admins; null for none',
    example: 'school.example',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @IsFQDN()
  google_domain?: string | null;

  @QuotaBytes('what the tenant may store, in bytes; set by super-admins') quota_bytes?: number | null;

  @ApiPropertyOptional({
    description: 'admins need an authenticator app; without one they can do nothing but add it',
    example: false,
  })
  @Optional()
  @IsBoolean()
  require_second_factor_for_admins?: boolean;
}

export class CreateTenantDto extends UpdateTenantDto {
  @ApiProperty({ description: 'letters, digits, dots, dashes and underscores', example: 'escola-aurora' })
  @IsString()
  @Matches(TENANT_ID)
  id!: string;
}

/** What was sent; what was left out is undefined. */
export function settingsOf(body: UpdateTenantDto): TenantChange {
  const { name, course_files: courseFiles, quota_bytes: quotaBytes } = body;
  const { google_sign_in: googleSignIn, google_domain: googleDomain } = body;
  const { require_second_factor_for_admins: requireSecondFactorForAdmins } = body;
  return { name, courseFiles, googleSignIn, googleDomain, quotaBytes, requireSecondFactorForAdmins };
}

export function newTenantOf({ id, ...body }: CreateTenantDto): Omit<Tenant, 'createdAt'> {
  return {
    id,
    name: body.name ?? id,
    courseFiles: body.course_files ?? 'owner',
    googleSignIn: body.google_sign_in ?? 'off',
    googleDomain: body.google_domain ?? null,
    quotaBytes: body.quota_bytes ?? null,
    requireSecondFactorForAdmins: body.require_second_factor_for_admins ?? false,
  };
}
