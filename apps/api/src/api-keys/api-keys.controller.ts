import { type Caller, ManageApiKeys } from '@app/auth';
import { Clock } from '@app/kernel';
import { Body, Controller, Delete, Get, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Endpoint } from '../docs/endpoint.decorator';
import { LOCATED } from '../docs/headers';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { OffsetQuery, partOf } from '../http/paging';
import { RequestInvalid } from '../http/request.errors';
import { UuidParam } from '../http/validation';
import { apiKeyDto, ApiKeyListDto, CreatedApiKeyDto, createdApiKeyDto } from './api-keys.dto';
import { CreateApiKeyDto } from './api-key-requests.dto';

/** For admins who signed in: a key makes no keys. */
@ApiTags('api keys')
@Controller('api-keys')
@Requires('api-keys.manage')
export class ApiKeysController {
  constructor(
    private readonly keys: ManageApiKeys,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Endpoint('The API keys of the school, the newest first; never the keys themselves', {
    answers: ApiKeyListDto,
  })
  async listApiKeys(@Query() page: OffsetQuery, @CurrentCaller() caller: Caller): Promise<ApiKeyListDto> {
    const keys = await this.keys.listKeys(caller);
    const { limit, offset } = page;
    return { api_keys: partOf(keys, page).map(apiKeyDto), total: keys.length, limit, offset };
  }

  @Post()
  @Endpoint('Make an API key; it is shown in this answer and never again', {
    answers: { type: CreatedApiKeyDto, headers: LOCATED },
    status: 201,
  })
  async createApiKey(
    @Body() body: CreateApiKeyDto,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedApiKeyDto> {
    const { name, scopes, expires_at: expiresAt = null, rate_per_minute: ratePerMinute } = body;
    // By the clock that will end it, which a validator does not know.
    if (expiresAt && expiresAt <= this.clock.now())
      throw new RequestInvalid([
        { field: 'expires_at', message: 'expires_at must be in the future', code: 'past' },
      ]);
    const made = await this.keys.make({ name, scopes, expiresAt, ratePerMinute }, caller);
    void reply.header('cache-control', 'no-store').header('location', `/api/v1/api-keys/${made.apiKey.id}`);
    return createdApiKeyDto(made);
  }

  @Delete(':id')
  @Endpoint('Revoke an API key at once; the list keeps it', { problems: [404] })
  async revokeApiKey(@UuidParam('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.keys.revokeKey(id, caller);
  }
}
