import { type Caller, ManageSessions } from '@app/auth';
import { Controller, Delete, Get, Header, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { OffsetQuery } from '../http/paging';
import { SessionCookies } from '../http/session-cookie';
import { UuidParam } from '../http/validation';
import { SessionListDto, sessionListDto } from './sessions.dto';

@ApiTags('auth')
@Controller('auth')
export class SessionsController {
  constructor(
    private readonly sessions: ManageSessions,
    private readonly cookies: SessionCookies,
  ) {}

  @Get('sessions')
  @Requires('account.use')
  @Header('cache-control', 'no-store')
  @Endpoint('Where the caller is signed in', { answers: SessionListDto })
  async listSessions(@Query() page: OffsetQuery, @CurrentCaller() caller: Caller): Promise<SessionListDto> {
    return sessionListDto(await this.sessions.listOwn(caller, page), page, caller.sessionId);
  }

  @Delete('sessions')
  @Requires('account.use')
  @Endpoint('End every session of the caller but this one')
  async endOtherSessions(@CurrentCaller() caller: Caller): Promise<void> {
    await this.sessions.endOthersOwn(caller);
  }

  @Delete('sessions/:id')
  @Requires('account.use')
  @Endpoint('End one session; its tokens stop at once', { problems: [404] })
  async endSession(
    @UuidParam('id') id: string,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.endOwn(id, caller);
    if (id === caller.sessionId) this.cookies.clearSession(reply);
  }

  @Get('users/:id/sessions')
  @Requires('users.manage')
  @Header('cache-control', 'no-store')
  @Endpoint('Where a person is signed in', { answers: SessionListDto, problems: [404] })
  async listUserSessions(
    @UuidParam('id') userId: string,
    @Query() page: OffsetQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<SessionListDto> {
    return sessionListDto(await this.sessions.listOf(userId, page, caller), page, caller.sessionId);
  }

  @Delete('users/:id/sessions/:session_id')
  @Requires('users.manage')
  @Endpoint('End one session of a person; its tokens stop at once', { problems: [404] })
  async endUserSession(
    @UuidParam('id') userId: string,
    @UuidParam('session_id') id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    await this.sessions.endOf(userId, id, caller);
  }
}
