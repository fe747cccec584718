import { SnoozeError } from '@app/kernel';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerProblem, problemOf } from './problem';

/** Turns everything that is thrown into application/problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error, request.url.split('?')[0] ?? '');
    if (problem.status >= 500) this.logger.error({ message: problem.detail, code: problem.code, error });
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (error instanceof SnoozeError) problem.retry_after ??= Math.ceil(error.delayMs / 1000);
    void answerProblem(reply, problem);
  }
}
