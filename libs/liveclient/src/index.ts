export type { EndOfWatch, LiveUpdate, TopicKind, WatchedTopic } from './live-update';
export { watch, type WatchOptions } from './watch';
