import { type Caller, Forbidden } from '@app/auth';
import { Clock } from '@app/kernel';
import { ManageNotices } from '@app/realtime';
import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { UuidParam } from '../http/validation';
import { CreateNoticeDto, NoticeDto, noticeDto, NoticeListDto } from './notices.dto';

const HOUR_MS = 3_600_000;

/** What admins tell people: shown at once to whoever watches `/ws/general`. */
@ApiTags('realtime')
@Controller('notices')
export class NoticesController {
  constructor(
    private readonly notices: ManageNotices,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('realtime.connect')
  @Endpoint('Notices that hold now, the newest first', { answers: NoticeListDto })
  async listNotices(@CurrentCaller() caller: Caller): Promise<NoticeListDto> {
    return { notices: (await this.notices.listNotices(caller)).map(noticeDto) };
  }

  @Post()
  @Requires('notices.manage')
  @Endpoint('Tell everybody of the tenant something, or of all tenants', {
    answers: NoticeDto,
    status: 201,
    problems: [409],
  })
  async createNotice(
    @Body() { message, kind, hours, for_all: isForAll }: CreateNoticeDto,
    @CurrentCaller() caller: Caller,
  ): Promise<NoticeDto> {
    if (isForAll && caller.role !== 'super_admin') throw new Forbidden('notices for all tenants');
    const endsAt = new Date(this.clock.now().getTime() + hours * HOUR_MS);
    const tenantId = isForAll ? null : caller.tenantId;
    return noticeDto(await this.notices.create({ tenantId, kind, message, endsAt }, caller));
  }

  @Delete(':id')
  @Requires('notices.manage')
  @Endpoint('Withdraw a notice', { problems: [404] })
  async withdrawNotice(@UuidParam('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    const tenantId = caller.role === 'super_admin' ? null : caller.tenantId;
    await this.notices.withdraw(id, tenantId, caller);
  }
}
