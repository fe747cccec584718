import { AuthModule } from '@app/auth';
import { DatabaseModule } from '@app/database';
import { LimitsModule } from '@app/limits';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AccessGuard } from './access.guard';
import { AccessRecord } from './access-record';
import { PruneIdempotencyKeys } from './idempotency/prune-idempotency-keys.service';
import { IdempotencyKeyEntity } from './idempotency/persistence/idempotency-key.entity';
import { IdempotencyKeysRepository } from './idempotency/persistence/idempotency-keys.repository';
import { RequestLimits } from './limits/request-limits';
import { RouteLimits } from './limits/route-limits';
import { ProblemFilter } from './problem.filter';
import { SameOrigin } from './same-origin';
import { SessionCookies } from './session-cookie';
import { requestValidation } from './validation';

/** What holds for every route. */
@Module({
  imports: [AuthModule, LimitsModule, DatabaseModule.forFeature([IdempotencyKeyEntity])],
  providers: [
    AccessGuard,
    AccessRecord,
    PruneIdempotencyKeys,
    IdempotencyKeysRepository,
    SameOrigin,
    RequestLimits,
    RouteLimits,
    SessionCookies,
    { provide: APP_GUARD, useExisting: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: requestValidation },
  ],
  exports: [LimitsModule, RequestLimits, AccessGuard, IdempotencyKeysRepository, SameOrigin, SessionCookies],
})
export class HttpModule {}
