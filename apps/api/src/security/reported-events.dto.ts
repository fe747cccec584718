import { ApiProperty } from '@nestjs/swagger';

export class ReportedPlaceDto {
  @ApiProperty({ nullable: true, type: String, description: 'null: of no request', example: '203.0.113.9' })
  ip!: string | null;

  @ApiProperty({ example: 40 }) events!: number;
  @ApiProperty({ example: 12 }) refused!: number;
}

export class ReportedRefusalDto {
  @ApiProperty({ example: 'access.refused' }) action!: string;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'code of the problem; null: a wrong password or code',
    example: 'request.forbidden',
  })
  code!: string | null;

  @ApiProperty({ example: 12 }) count!: number;

  @ApiProperty({ description: 'more of them, which the audit trail did not keep', example: 0 })
  held_back!: number;
}

export class ReportedLockoutDto {
  @ApiProperty({ nullable: true, type: String, example: 'school' }) tenant_id!: string | null;

  @ApiProperty({ nullable: true, type: String, example: 'user:01890a5d-ac96-774b-bcce-b302099a8057' })
  actor_id!: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'null: a name that nobody has', example: 'ana' })
  actor_name!: string | null;

  @ApiProperty({ description: 'sign-ins that were refused while locked out', example: 3 }) refused!: number;
  @ApiProperty({ format: 'date-time' }) last_at!: Date;
}

export class ReportedBlockDto {
  @ApiProperty({ description: 'an IPv4 address, or the network of an IPv6 one', example: '203.0.113.9' })
  ip!: string;

  @ApiProperty({ format: 'date-time' }) at!: Date;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) until!: string | null;
}

export class UnusualSignInDto {
  @ApiProperty({ format: 'date-time' }) at!: Date;
  @ApiProperty({ nullable: true, type: String, example: 'school' }) tenant_id!: string | null;
  @ApiProperty({ example: 'user:01890a5d-ac96-774b-bcce-b302099a8057' }) actor_id!: string;
  @ApiProperty({ nullable: true, type: String, example: 'ana' }) actor_name!: string | null;
  @ApiProperty({ nullable: true, type: String, example: '203.0.113.9' }) ip!: string | null;

  @ApiProperty({ description: 'the first time from this network, though not the first time', example: true })
  new_network!: boolean;

  @ApiProperty({ description: 'refused sign-ins of the same person in the hour before', example: 0 })
  refused_before!: number;
}
