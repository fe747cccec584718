import { AppConfig } from '@app/config';
import { MonitoringAccess } from '@app/health';
import { addressKey, RateLimits } from '@app/limits';
import {
  type CanActivate,
  type ExecutionContext,
  HttpException,
  HttpStatus,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const WINDOW_SECONDS = 60;

/** The same door as the api's: METRICS_TOKEN, or this machine where there is none. Who guesses is counted. */
@Injectable()
export class MonitoringGuard implements CanActivate {
  constructor(
    private readonly access: MonitoringAccess,
    private readonly limits: RateLimits,
    private readonly config: AppConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.allows(request)) return true;
    const limit = this.config.limits.perMinute;
    const policy = { name: 'monitoring', limit, windowSeconds: WINDOW_SECONDS };
    const standing = await this.limits.consume(policy, addressKey(request.ip));
    if (standing?.isOver === true)
      throw new HttpException('Too many requests without METRICS_TOKEN.', HttpStatus.TOO_MANY_REQUESTS);
    throw new UnauthorizedException('Send METRICS_TOKEN as a bearer token.');
  }

  allows({ headers, socket }: FastifyRequest): boolean {
    return this.access.isAllowed({ headers, remoteAddress: socket.remoteAddress });
  }
}
