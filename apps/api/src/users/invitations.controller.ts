import { type Caller, Invite } from '@app/auth';
import { AppConfig } from '@app/config';
import { Body, Controller, Delete, Get, Header, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { publicAddress } from '../http/public-address';
import { UuidParam } from '../http/validation';
import {
  invitationDto,
  InvitationListDto,
  CreateInvitationDto,
  CreatedInvitationDto,
  ListInvitationsQuery,
} from './invitations.dto';

@ApiTags('users')
@Controller('auth/invitations')
@Requires('users.manage')
export class InvitationsController {
  constructor(
    private readonly invite: Invite,
    private readonly config: AppConfig,
  ) {}

  @Post()
  @Header('cache-control', 'no-store')
  @Endpoint('Invite a person; the token is shown this once. Replaces an open one to the same address', {
    answers: CreatedInvitationDto,
    status: 201,
    problems: [404],
  })
  async createInvitation(
    @Body() { email, role, tenant_id: tenantId }: CreateInvitationDto,
    @CurrentCaller() caller: Caller,
  ): Promise<CreatedInvitationDto> {
    const { invitation, token } = await this.invite.invite({ email, role, tenantId }, caller);
    // What stands behind # reaches no server and no log.
    return { ...invitationDto(invitation), token, url: `${publicAddress(this.config)}/app/join#${token}` };
  }

  @Get()
  @Endpoint('Open, used and expired invitations, never their tokens', { answers: InvitationListDto })
  async listInvitations(
    @Query() { limit, offset, used: isUsed, tenant_id: tenantId }: ListInvitationsQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<InvitationListDto> {
    const page = { limit, offset };
    const { invitations, total } = await this.invite.listInvitations({ isUsed, tenantId }, page, caller);
    return { invitations: invitations.map(invitationDto), total, limit, offset };
  }

  @Delete(':id')
  @Endpoint('Withdraw an open invitation', { problems: [404] })
  async withdrawInvitation(@UuidParam('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.invite.withdraw(id, caller);
  }
}
