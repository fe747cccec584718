import type { Caller } from '@app/auth';
import { LiveConnections } from '@app/realtime';
import { Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { ConnectionCountsDto, connectionCountsDto, TicketDto } from './live.dto';
import { WebSocketAccess } from './web-socket-access';

@ApiTags('realtime')
@Controller('ws')
@Requires('realtime.connect')
export class ConnectionsController {
  constructor(
    private readonly connections: LiveConnections,
    private readonly access: WebSocketAccess,
  ) {}

  @Get('connections')
  @Endpoint('How many live connections the tenant has open at this replica of the api', {
    answers: ConnectionCountsDto,
  })
  getConnections(@CurrentCaller() { tenantId }: Caller): ConnectionCountsDto {
    return connectionCountsDto(this.connections.countsOf(tenantId));
  }

  @Post('ticket')
  @Endpoint('A ticket that opens one WebSocket', {
    description:
      'For clients that can send neither a header nor a cookie with it: `wss://…/ws/queue?ticket=…`, once, within 30 seconds.',
    answers: TicketDto,
    status: 201,
  })
  async createTicket(@CurrentCaller() caller: Caller): Promise<TicketDto> {
    const { ticket, expiresAt } = await this.access.issueTicket(caller);
    return { ticket, expires_at: expiresAt };
  }
}
