import type { ComponentHealth, Part } from '../api/health';

/** In the order in which trouble of the one is trouble of the next. */
export const PARTS = ['database', 'redis', 'storage', 'workers', 'sources', 'ytdlp', 'google'] as const;

export type Standing =
  | 'ok'
  | 'down'
  | 'unknown'
  | 'evicts'
  | 'stand-in'
  | 'none'
  | 'low'
  | 'wrong'
  | 'missing'
  | 'old'
  | 'paused'
  | 'offline';

export interface HealthWords {
  /** Which sentence tells it. */
  standing: Standing;
  kind: 'ok' | 'wait' | 'fail';
  /** What the sentence tells besides, as far as it is known. */
  version: string;
  freeBytes: number | undefined;
  active: number;
  running: number;
  slots: number;
}

const LOW_BYTES = 1024 ** 3;
const number = (value: unknown) => (typeof value === 'number' ? value : 0);

/** What the facts about a part mean. Their `detail` is English and for operators. */
export function healthWordsOf(part: Part, health: ComponentHealth, isDatabaseDown: boolean): HealthWords {
  const standing = standingOf(part, health, isDatabaseDown);
  return {
    standing,
    kind: kindOf(part, health, standing),
    version: typeof health.version === 'string' ? health.version : '',
    freeBytes: typeof health.free_bytes === 'number' ? health.free_bytes : undefined,
    active: number(health.active),
    running: number(health.running),
    slots: number(health.slots),
  };
}

function kindOf(part: Part, { status }: ComponentHealth, standing: Standing): HealthWords['kind'] {
  if (standing === 'evicts' || standing === 'paused') return 'wait';
  if (status === 'ok') return 'ok';
  return status === 'down' || part === 'workers' || part === 'storage' ? 'fail' : 'wait';
}

function standingOf(part: Part, health: ComponentHealth, isDatabaseDown: boolean): Standing {
  const isOk = health.status === 'ok';
  const needsDatabase = part === 'workers' || part === 'sources' || part === 'ytdlp';
  if (!isOk && isDatabaseDown && needsDatabase) return 'unknown';
  if (part === 'redis' && isOk && health.detail !== undefined) return 'evicts';
  if (part === 'google' && isOk && health.stand_in === true) return 'stand-in';
  if (isOk) return 'ok';
  if (part === 'workers') return 'none';
  if (part === 'storage') return number(health.free_bytes) < LOW_BYTES ? 'low' : 'wrong';
  if (part === 'ytdlp') return ytdlpStanding(health);
  if (part === 'sources') return isOffline(health.paused) ? 'offline' : 'paused';
  return 'down';
}

function ytdlpStanding({ version }: ComponentHealth): Standing {
  if (version === undefined) return 'unknown';
  return version === null ? 'missing' : 'old';
}

/** `*` stands for every host. */
function isOffline(paused: unknown): boolean {
  return Array.isArray(paused) && paused.some((pause: { host?: unknown } | null) => pause?.host === '*');
}
