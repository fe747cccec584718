import type { Invitation } from '@app/auth';
import { ApiProperty } from '@nestjs/swagger';
import { ANOTHER_TENANT, EmailAddress, type RoleName, ROLES, RoleToGive } from './account-fields';
import { OffsetPageDto, OffsetQuery } from '../http/paging';
import { OptionalQueryBoolean, OptionalTenant } from '../http/fields';

export class CreateInvitationDto {
  @EmailAddress() email!: string;
  @RoleToGive() role: RoleName = 'user';
  @OptionalTenant(ANOTHER_TENANT) tenant_id?: string;
}

export class ListInvitationsQuery extends OffsetQuery {
  @OptionalQueryBoolean({ description: 'false: those that nobody has used, also where they have expired' })
  used?: boolean;

  @OptionalTenant({ description: 'for super-admins', example: 'school' }) tenant_id?: string;
}

export class InvitationDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' }) id!: string;
  @ApiProperty({ example: 'school' }) tenant_id!: string;
  @ApiProperty({ example: 'maria.lima@school.example' }) email!: string;
  @ApiProperty({ enum: ROLES, example: 'user' }) role!: string;
  @ApiProperty({ format: 'date-time', description: 'seven days after it was made' }) expires_at!: Date;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) used_at!: Date | null;
  @ApiProperty({ format: 'date-time' }) created_at!: Date;
}

export class CreatedInvitationDto extends InvitationDto {
  @ApiProperty({ description: 'shown this once; POST /auth/register takes it as `invitation`' })
  token!: string;

  @ApiProperty({
    description: 'the page where the person makes their account; shown this once, too',
    example: 'https://videos.school.example/app/join#pV0m…43 characters…',
  })
  url!: string;
}

export class InvitationListDto extends OffsetPageDto {
  @ApiProperty({ type: [InvitationDto] }) invitations!: InvitationDto[];
}

export function invitationDto(invitation: Invitation): InvitationDto {
  return {
    id: invitation.id,
    tenant_id: invitation.tenantId,
    email: invitation.email,
    role: invitation.role,
    expires_at: invitation.expiresAt,
    used_at: invitation.usedAt,
    created_at: invitation.createdAt,
  };
}
