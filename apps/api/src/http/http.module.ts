import { AuthModule } from '@app/auth';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard';
import { AccessRecord } from './access-record';
import { ForgetOldKeys } from './idempotency/forget-old-keys';
import { IdempotencyKeyEntity } from './idempotency/persistence/idempotency-key.entity';
import { IdempotencyKeysRepository } from './idempotency/persistence/idempotency-keys.repository';
import { ProblemFilter } from './problem.filter';
import { SameOrigin } from './same-origin';
import { SessionCookies } from './session-cookie';
import { requestValidation } from './validation';

/** What holds for every route. */
@Module({
  imports: [AuthModule, TypeOrmModule.forFeature([IdempotencyKeyEntity])],
  providers: [
    AccessGuard,
    AccessRecord,
    ForgetOldKeys,
    IdempotencyKeysRepository,
    SameOrigin,
    SessionCookies,
    { provide: APP_GUARD, useExisting: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: requestValidation },
  ],
  exports: [AccessGuard, IdempotencyKeysRepository, SameOrigin, SessionCookies],
})
export class HttpModule {}
