import type { Session } from '@app/auth';
import { ApiProperty } from '@nestjs/swagger';
import { OffsetPageDto, type OffsetQuery } from '../http/paging';

export class SessionDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' }) id!: string;
  @ApiProperty({ description: 'the session of this very request', example: true }) current!: boolean;

  @ApiProperty({ enum: ['password', 'google'], description: 'how it began', example: 'password' })
  method!: string;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'the browser or program, as it named itself when it signed in',
    example: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  })
  user_agent!: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'where it began', example: '203.0.113.9' })
  ip!: string | null;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'where it was last seen',
    example: '203.0.113.9',
  })
  last_seen_ip!: string | null;

  @ApiProperty({ format: 'date-time' }) created_at!: Date;
  @ApiProperty({ format: 'date-time', description: 'to the minute' }) last_seen_at!: Date;

  @ApiProperty({ format: 'date-time', description: 'when it ends, however often it is refreshed' })
  expires_at!: Date;
}

export class SessionListDto extends OffsetPageDto {
  @ApiProperty({ type: [SessionDto], description: 'the one that was used last comes first' })
  sessions!: SessionDto[];
}

export function sessionListDto(
  { sessions, total }: { sessions: Session[]; total: number },
  { limit, offset }: OffsetQuery,
  currentId: string | undefined,
): SessionListDto {
  return { sessions: sessions.map((session) => sessionDto(session, currentId)), total, limit, offset };
}

function sessionDto(session: Session, currentId: string | undefined): SessionDto {
  return {
    id: session.id,
    current: session.id === currentId,
    method: session.method,
    user_agent: session.userAgent,
    ip: session.ip,
    last_seen_ip: session.lastIp,
    created_at: session.createdAt,
    last_seen_at: session.lastUsedAt,
    expires_at: session.expiresAt,
  };
}
