export { EgressForbidden, UrlNotUsable } from './egress.errors';
export { NoAnswer } from './no-answer';
export { EgressModule } from './egress.module';
export { EgressPolicy } from './egress-policy';
export { FilteringProxy, type ProxyAddress } from './filtering-proxy';
export { GuardedHttp, type GuardedRequest, type GuardedResponse } from './guarded-http';
