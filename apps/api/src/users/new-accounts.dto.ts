import { ApiPropertyOptional } from '@nestjs/swagger';
import { Optional, OptionalTenant, QuotaBytes } from '../http/fields';
import {
  ANOTHER_TENANT,
  EmailAddress,
  FullName,
  NewPassword,
  OneTimeToken,
  OptionalFullName,
  type RoleName,
  RoleToGive,
  Username,
} from './account-fields';

class PersonDto {
  @Username() username!: string;
  @EmailAddress() email!: string;
  @FullName() full_name!: string;
  @NewPassword() password!: string;
}

export class CreateFirstAdminDto extends PersonDto {
  @OneTimeToken() token!: string;
}

export class RegisterUserDto extends PersonDto {
  @ApiPropertyOptional({ description: 'token of an invitation to this e-mail address' })
  @Optional()
  @OneTimeToken()
  invitation?: string;
}

export class CreateUserDto {
  @EmailAddress() email!: string;
  @NewPassword() password!: string;

  @ApiPropertyOptional({ description: 'without one, the e-mail address gives it' })
  @Optional()
  @Username()
  username?: string;

  @OptionalFullName() full_name?: string;
  @RoleToGive() role: RoleName = 'user';
  @OptionalTenant(ANOTHER_TENANT) tenant_id?: string;
  @QuotaBytes('what the person may have stored, in bytes') quota_bytes?: number | null;
}
