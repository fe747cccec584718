export const TOPIC_KINDS = ['download', 'queue', 'stats', 'dashboard', 'general', 'batch'] as const;
export type TopicKind = (typeof TOPIC_KINDS)[number];

/** What can be watched. */
export type Topic =
  { kind: 'download' | 'batch'; id: string } | { kind: 'queue' | 'stats' | 'dashboard' | 'general' };
