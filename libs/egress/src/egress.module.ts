import { Global, Module } from '@nestjs/common';
import { EgressPolicy } from './egress-policy';
import { FilteringProxy } from './filtering-proxy';
import { GuardedHttp } from './guarded-http';

@Global()
@Module({
  providers: [EgressPolicy, GuardedHttp, FilteringProxy],
  exports: [EgressPolicy, GuardedHttp, FilteringProxy],
})
export class EgressModule {}
