import { type Credential, problemOfCredential } from '@app/google';
import type { AppError } from '@app/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { OffsetPageDto } from '../http/paging';

export class CredentialProblemDto {
  @ApiProperty({ example: 'credential.needs-reconsent' }) code!: string;
  @ApiProperty({ example: 'Our access to teacher@school.example has ended.' }) message!: string;

  @ApiProperty({ nullable: true, type: String, example: 'Connect the Google account again.' })
  hint!: string | null;
}

/** What programs get that came back from Google. */
export class ConnectedAccountDto {
  @ApiProperty({ example: 1 }) credential_id!: number;
  @ApiProperty({ enum: ['active'] }) status!: string;

  @ApiProperty({
    nullable: true,
    type: CredentialProblemDto,
    description: 'what is missing, in words; null: nothing',
  })
  problem!: CredentialProblemDto | null;
}

export class CredentialDto {
  @ApiProperty({ example: 1 }) id!: number;
  @ApiProperty({ example: 'default' }) tenant_id!: string;

  @ApiProperty({ nullable: true, type: String, format: 'uuid', description: "null: the tenant's own" })
  owner_user_id!: string | null;

  @ApiProperty({ nullable: true, type: String, example: 'teacher@school.example' }) email!: string | null;

  @ApiProperty({ type: [String], example: ['https://www.googleapis.com/auth/classroom.courses.readonly'] })
  scopes!: string[];

  @ApiProperty({
    type: [String],
    description: 'what the person did not allow; everything else works',
    example: ['announcements'],
  })
  missing_features!: string[];

  @ApiProperty({ enum: ['active', 'needs_reconsent', 'revoked'], example: 'active' }) status!: string;

  @ApiProperty({
    nullable: true,
    type: CredentialProblemDto,
    description: 'what is wrong with the account or missing, in words; null: nothing',
  })
  problem!: CredentialProblemDto | null;

  @ApiProperty({
    nullable: true,
    type: String,
    format: 'date-time',
    description: 'end of the present access token; it is renewed by itself',
  })
  expires_at!: Date | null;

  @ApiProperty({ format: 'date-time' }) created_at!: Date;
}

export class CredentialListDto extends OffsetPageDto {
  @ApiProperty({ type: [CredentialDto] }) credentials!: CredentialDto[];
}

export function problemDto(problem: AppError | null): CredentialProblemDto | null {
  return problem && { code: problem.code, message: problem.message, hint: problem.hint ?? null };
}

export function credentialDto(credential: Credential): CredentialDto {
  return {
    id: credential.id,
    tenant_id: credential.tenantId,
    owner_user_id: credential.ownerUserId,
    email: credential.email,
    scopes: credential.scopes,
    missing_features: credential.missingFeatures,
    status: credential.status,
    problem: problemDto(problemOfCredential(credential)),
    expires_at: credential.expiresAt,
    created_at: credential.createdAt,
  };
}
