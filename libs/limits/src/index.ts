export { addressKey, plainAddress } from './address-key';
export { type AddressBlock, BlockedAddresses } from './blocked-addresses';
export { LimitsModule } from './limits.module';
export { RateLimits, type RatePolicy, type RateStanding } from './rate-limits';
export { closeConnectionsAfterGrace, SERVER_LIMITS, SHUTDOWN_GRACE_MS } from './server-limits';
