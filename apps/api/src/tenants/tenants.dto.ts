import { COURSE_FILES, type CourseFiles, type Tenant } from '@app/auth';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';

export class ChangeTenantDto {
  @ApiPropertyOptional({ minLength: 1, maxLength: 100, example: 'Escola Aurora' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  name?: string;

  @ApiPropertyOptional({
    enum: COURSE_FILES,
    description:
      'who sees finished downloads of a course: the whole tenant, who teaches the course, or who asked for them alone; admins always do',
    example: 'staff',
  })
  @IsOptional()
  @IsIn(COURSE_FILES)
  course_files?: CourseFiles;
}

export class CreateTenantDto extends ChangeTenantDto {
  @ApiProperty({ description: 'letters, digits, dots, dashes and underscores', example: 'escola-aurora' })
  @IsString()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)
  id!: string;
}

export class TenantDto {
  @ApiProperty({ example: 'escola-aurora' })
  id!: string;

  @ApiProperty({ example: 'Escola Aurora' })
  name!: string;

  @ApiProperty({ enum: COURSE_FILES, example: 'owner' })
  course_files!: string;

  @ApiProperty({ format: 'date-time' })
  created_at!: Date;
}

export class TenantListDto {
  @ApiProperty({ type: [TenantDto] })
  tenants!: TenantDto[];

  @ApiProperty({ example: 1 })
  total!: number;

  @ApiProperty({ example: 50 })
  limit!: number;

  @ApiProperty({ example: 0 })
  offset!: number;
}

export function tenantDto({ id, name, courseFiles, createdAt }: Tenant): TenantDto {
  return { id, name, course_files: courseFiles, created_at: createdAt };
}
