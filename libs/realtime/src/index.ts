export type { EndReason, Subscriber } from './channel';
export { type ConnectionCounts, type ConnectionOwner, LiveConnections } from './live-connections';
export type { LiveMessage } from './live-message';
export { LiveTopics } from './live-topics';
export { OneTimeTickets, type Ticket } from './one-time-tickets';
export { TicketNotUsable } from './realtime.errors';
export { RealtimeModule } from './realtime.module';
export { type Topic, TOPIC_KINDS, type TopicKind } from './topic';
export { parseVersion } from './version';
