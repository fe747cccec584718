import { type Credential, problemOfCredential } from '@app/google';
import type { AppError } from '@app/kernel';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { OffsetPageDto } from '../http/paging';
import { IsEmail, IsIn, IsString, MaxLength } from 'class-validator';
import { Optional, OptionalTenant } from '../http/fields';

export class ConnectDto {
  @OptionalTenant({ description: "must be the caller's own", example: 'default' })
  tenant_id?: string;

  @ApiPropertyOptional({
    description: 'the account Google should offer first',
    example: 'teacher@school.example',
  })
  @Optional()
  @IsEmail()
  login_hint?: string;

  @ApiPropertyOptional({
    description:
      'where the browser goes afterwards, with `credential_id` and `status=active`, or `status=failed` and the code of an `error`: a path of this service, or an address of an origin in CORS_ORIGINS',
    example: '/app/',
  })
  @Optional()
  @IsString()
  @MaxLength(2048)
  return_to?: string;
}

export function connectInput({ tenant_id, login_hint, return_to }: ConnectDto) {
  return { tenantId: tenant_id, loginHint: login_hint, returnTo: return_to };
}

/** What the buttons of our page send. */
export class ConsentDto {
  @ApiProperty({ description: 'from the page' })
  @IsString()
  @MaxLength(128)
  proof!: string;

  @ApiProperty({ enum: ['allow', 'deny'] })
  @IsIn(['allow', 'deny'])
  decision!: 'allow' | 'deny';
}

export class ConnectLinkDto {
  @ApiProperty({
    description:
      'open it in the browser of the person whose account it is; a link that a person made opens where that person is signed in, any other first says who gets access and asks',
    example: 'http://localhost:8001/auth/connect/Zm9v…',
  })
  url!: string;

  @ApiProperty({ format: 'date-time' })
  expires_at!: Date;
}

export class CredentialProblemDto {
  @ApiProperty({ example: 'credential.needs-reconsent' })
  code!: string;

  @ApiProperty({ example: 'Our access to teacher@school.example has ended.' })
  message!: string;

  @ApiProperty({ nullable: true, type: String, example: 'Connect the Google account again.' })
  hint!: string | null;
}

/** What programs get that came back from Google. */
export class ConnectedAccountDto {
  @ApiProperty({ example: 1 })
  credential_id!: number;

  @ApiProperty({ enum: ['active'] })
  status!: string;

  @ApiProperty({
    nullable: true,
    type: CredentialProblemDto,
    description: 'what is missing, in words; null: nothing',
  })
  problem!: CredentialProblemDto | null;
}

export class CredentialDto {
  @ApiProperty({ example: 1 })
  id!: number;

  @ApiProperty({ example: 'default' })
  tenant_id!: string;

  @ApiProperty({ nullable: true, type: String, format: 'uuid', description: "null: the tenant's own" })
  owner_user_id!: string | null;

  @ApiProperty({ nullable: true, type: String, example: 'teacher@school.example' })
  email!: string | null;

  @ApiProperty({ type: [String], example: ['https://www.googleapis.com/auth/classroom.courses.readonly'] })
  scopes!: string[];

  @ApiProperty({
    type: [String],
    description: 'what the person did not allow; everything else works',
    example: ['announcements'],
  })
  missing_features!: string[];

  @ApiProperty({ enum: ['active', 'needs_reconsent', 'revoked'], example: 'active' })
  status!: string;

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

  @ApiProperty({ format: 'date-time' })
  created_at!: Date;
}

export class CredentialListDto extends OffsetPageDto {
  @ApiProperty({ type: [CredentialDto] })
  credentials!: CredentialDto[];
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
