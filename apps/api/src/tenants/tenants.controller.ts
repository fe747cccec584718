import { type Caller, ManageTenants } from '@app/auth';
import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OffsetQuery } from '../http/paging';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { TenantDto, tenantDto, TenantListDto } from './tenants.dto';
import { UpdateTenantDto, CreateTenantDto, newTenantOf, settingsOf } from './tenant-requests.dto';

@ApiTags('tenants')
@Controller()
export class TenantsController {
  constructor(private readonly tenants: ManageTenants) {}

  @Get('tenant')
  @Requires('tenant.manage')
  @Endpoint('The own tenant, who in it sees course files, and who signs in with Google', {
    answers: TenantDto,
  })
  async getOwnTenant(@CurrentCaller() caller: Caller): Promise<TenantDto> {
    return tenantDto(await this.tenants.own(caller));
  }

  @Put('tenant')
  @Requires('tenant.manage')
  @Endpoint('Change the own tenant; what is left out stays. Counts from the next request on', {
    answers: TenantDto,
  })
  async updateOwnTenant(@Body() body: UpdateTenantDto, @CurrentCaller() caller: Caller): Promise<TenantDto> {
    return tenantDto(await this.tenants.change(settingsOf(body), caller));
  }

  @Put('tenants/:id')
  @Requires('tenants.manage')
  @Endpoint('Change any tenant; what is left out stays. The one way to set google_domain', {
    answers: TenantDto,
    problems: [404, 409],
  })
  async updateTenant(
    @Param('id') id: string,
    @Body() body: UpdateTenantDto,
    @CurrentCaller() caller: Caller,
  ): Promise<TenantDto> {
    return tenantDto(await this.tenants.change(settingsOf(body), caller, id));
  }

  @Get('tenants')
  @Requires('tenants.manage')
  @Endpoint('Every tenant of the installation', { answers: TenantListDto })
  async listTenants(@Query() page: OffsetQuery): Promise<TenantListDto> {
    const { tenants, total } = await this.tenants.listTenants(page);
    return { tenants: tenants.map(tenantDto), total, limit: page.limit, offset: page.offset };
  }

  @Post('tenants')
  @Requires('tenants.manage')
  @Endpoint('Make a tenant; its first admin comes by an invitation or POST /users', {
    answers: TenantDto,
    status: 201,
    problems: [409],
  })
  async createTenant(@Body() body: CreateTenantDto, @CurrentCaller() caller: Caller): Promise<TenantDto> {
    return tenantDto(await this.tenants.createTenant(newTenantOf(body), caller));
  }
}
