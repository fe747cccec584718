import { type Caller, StartConnect } from '@app/auth';
import { DisconnectAccount, FindCredentials } from '@app/google';
import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { OffsetQuery, partOf } from '../http/paging';
import { IntegerParam } from '../http/validation';
import { CredentialDto, credentialDto, CredentialListDto } from './credentials.dto';
import { ConnectDto, connectInput, ConnectLinkDto } from './connect.dto';

@ApiTags('google accounts')
@Controller('credentials')
export class CredentialsController {
  constructor(
    private readonly connect: StartConnect,
    private readonly credentials: FindCredentials,
    private readonly disconnect: DisconnectAccount,
  ) {}

  @Post('connect')
  @Requires('credentials.connect')
  @Endpoint('A one-time link that connects a Google account in the browser that opens it', {
    answers: ConnectLinkDto,
    status: 201,
  })
  async createConnectLink(
    @Body() body: ConnectDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ConnectLinkDto> {
    const { url, expiresAt } = await this.connect.createConnectLink(connectInput(body), caller);
    return { url, expires_at: expiresAt };
  }

  @Get()
  @Requires('credentials.read')
  @Endpoint('Connected Google accounts', { answers: CredentialListDto })
  async listCredentials(
    @Query() page: OffsetQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CredentialListDto> {
    const credentials = await this.credentials.listCredentials(caller);
    const { limit, offset } = page;
    return {
      credentials: partOf(credentials, page).map(credentialDto),
      total: credentials.length,
      limit,
      offset,
    };
  }

  @Get(':id')
  @Requires('credentials.read')
  @Endpoint('One connected Google account, never its tokens', { answers: CredentialDto, problems: [404] })
  async getCredential(
    @IntegerParam('id') id: number,
    @CurrentCaller() caller: Caller,
  ): Promise<CredentialDto> {
    return credentialDto(await this.credentials.findCredential(id, caller));
  }

  @Delete(':id')
  @Requires('credentials.disconnect')
  @Endpoint('End the permission at Google and forget the tokens; downloads stay', { problems: [404] })
  async deleteCredential(@IntegerParam('id') id: number, @CurrentCaller() caller: Caller): Promise<void> {
    await this.disconnect.disconnect(id, caller);
  }
}
