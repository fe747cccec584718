import { AppError } from '@app/kernel';
import { type ArgumentsHost, Catch } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { page } from './page';
import { problemOf } from './problem';
import { ProblemFilter } from './problem.filter';

/** Where a browser is led to: people get a page, programs the problem. What went wrong here stays a problem. */
@Catch()
export class ProblemPageFilter extends ProblemFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, title, detail, hint } = problemOf(error, request.url.split('?')[0] ?? '');
    const isForPeople = error instanceof AppError && status < 500 && wantsPage(request);
    if (!isForPeople) {
      super.catch(error, host);
      return;
    }
    void reply
      .status(status)
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8')
      .send(page(title, [detail, ...(hint === undefined ? [] : [hint])]));
  }
}

/** A browser asks for pages; programs do not. */
export function wantsPage({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? '').includes('text/html');
}
