import { COURSE_FILES, GOOGLE_SIGN_IN, type Tenant } from '@app/auth';
import { ApiProperty } from '@nestjs/swagger';
import { OffsetPageDto } from '../http/paging';

export class TenantDto {
  @ApiProperty({ example: 'escola-aurora' }) id!: string;
  @ApiProperty({ example: 'Escola Aurora' }) name!: string;
  @ApiProperty({ enum: COURSE_FILES, example: 'owner' }) course_files!: string;
  @ApiProperty({ enum: GOOGLE_SIGN_IN, example: 'off' }) google_sign_in!: string;
  @ApiProperty({ type: String, nullable: true, example: 'school.example' }) google_domain!: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'what it may store, in bytes; null: TENANT_QUOTA_BYTES; 0: no limit',
    example: 536870912000,
  })
  quota_bytes!: number | null;

  @ApiProperty({ example: false }) require_second_factor_for_admins!: boolean;
  @ApiProperty({ format: 'date-time' }) created_at!: Date;
}

export class TenantListDto extends OffsetPageDto {
  @ApiProperty({ type: [TenantDto] }) tenants!: TenantDto[];
}

export function tenantDto({ id, name, courseFiles, createdAt, ...more }: Tenant): TenantDto {
  return {
    id,
    name,
    course_files: courseFiles,
    google_sign_in: more.googleSignIn,
    google_domain: more.googleDomain,
    require_second_factor_for_admins: more.requireSecondFactorForAdmins,
    quota_bytes: more.quotaBytes,
    created_at: createdAt,
  };
}
