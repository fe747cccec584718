import { AppError } from '@app/kernel';

const RETRY_AFTER_SECONDS = 30;

const WORDS = {
  process: 'This server has as many live connections as it takes.',
  caller: 'You have too many live connections open.',
  address: 'Too many live connections are open from your network address.',
};

export class TooManyConnections extends AppError {
  constructor(of: 'process' | 'caller' | 'address', limit: number) {
    super('realtime.too-many-connections', WORDS[of], {
      hint: 'Close those that are not needed, or try again later.',
      details: { of, limit, retry_after: RETRY_AFTER_SECONDS },
    });
  }
}

export class TicketNotUsable extends AppError {
  constructor() {
    super('realtime.ticket-not-usable', 'The ticket is unknown, used or expired.', {
      hint: 'Ask for another one: a ticket counts once, within 30 seconds.',
    });
  }
}

export class NoticeNotFound extends AppError {
  constructor(id: string) {
    super('notice.not-found', `There is no notice ${id} here.`);
  }
}

export class TooManyNotices extends AppError {
  constructor(limit: number) {
    super('notice.too-many', `There are ${String(limit)} notices already.`, {
      hint: 'Withdraw some of them.',
    });
  }
}
