export type { EndOfWatch, LiveUpdate, WatchedTopic } from './live-update';
export { watch, type WatchOptions } from './watch';
