import type { LockedOutPerson } from '@app/auth';
import { ApiProperty } from '@nestjs/swagger';
import { OffsetPageDto, type OffsetQuery } from '../http/paging';

const PLACES = ['network', 'device', 'everywhere', 'second-factor', 'own-account'] as const;

export class LockoutDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' }) user_id!: string;
  @ApiProperty({ example: 'school' }) tenant_id!: string;
  @ApiProperty({ example: 'marialima' }) username!: string;
  @ApiProperty({ example: 'Maria Lima' }) full_name!: string;

  @ApiProperty({
    enum: PLACES,
    description:
      'what is locked: a network, a browser that the person used before, every place that is not known, the code after the password, or where the account asks for the password again',
    example: 'network',
  })
  place!: (typeof PLACES)[number];

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'an IPv4 address, or the network of an IPv6 one',
    example: '203.0.113.9',
  })
  network!: string | null;

  @ApiProperty({ example: 5 }) login_attempts!: number;
  @ApiProperty({ format: 'date-time' }) locked_until!: Date;
}

export class LockoutListDto extends OffsetPageDto {
  @ApiProperty({ type: [LockoutDto] }) lockouts!: LockoutDto[];
}

export function lockoutListDto(
  { lockouts, total }: { lockouts: LockedOutPerson[]; total: number },
  { limit, offset }: OffsetQuery,
): LockoutListDto {
  return { lockouts: lockouts.map(lockoutDto), total, limit, offset };
}

function lockoutDto(lockout: LockedOutPerson): LockoutDto {
  const { userId, tenantId, username, fullName, source, failures, lockedUntil } = lockout;
  return {
    user_id: userId,
    tenant_id: tenantId,
    username,
    full_name: fullName,
    place: placeOf(source),
    network: source.startsWith('net:') ? source.slice('net:'.length) : null,
    login_attempts: failures,
    locked_until: lockedUntil,
  };
}

function placeOf(source: string): LockoutDto['place'] {
  if (source.startsWith('net:')) return 'network';
  if (source.startsWith('device:')) return 'device';
  if (source === 'second-factor') return source;
  return source === 'anywhere' ? 'everywhere' : 'own-account';
}
