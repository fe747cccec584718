import { Module } from '@nestjs/common';
import { BlockedAddresses } from './blocked-addresses';
import { LimitsRedis } from './limits-redis';
import { RateLimits } from './rate-limits';

@Module({
  providers: [BlockedAddresses, LimitsRedis, RateLimits],
  exports: [BlockedAddresses, RateLimits],
})
export class LimitsModule {}
