import { Database } from '@app/database';
import { type HostPause, PausedHosts, UPLINK } from '@app/downloads';
import { type LiveWorker, WorkerRegistry } from '@app/workers';
import { GoogleHealth } from '@app/google';
import { FindStorageStatus, type StorageStatus } from '@app/maintenance';
import { type YtdlpState } from '@app/media';
import { RedisHealth } from '@app/queue';
import { FileStorage } from '@app/storage';
import { KeptFor, within } from '@app/kernel';
import { Injectable } from '@nestjs/common';

export type HealthState = 'ok' | 'degraded' | 'down';

export interface ComponentHealth {
  status: HealthState;
  /** How long the answer took. */
  ms: number;
  /** What is wrong and what to do, or a fact worth knowing. */
  detail?: string;
  [fact: string]: unknown;
}

export interface SystemHealthReport {
  status: HealthState;
  components: Record<
    'database' | 'redis' | 'google' | 'workers' | 'storage' | 'ytdlp' | 'sources',
    ComponentHealth
  >;
}

const LOW_BYTES = 1024 ** 3;
/** What has not answered by then is called down. */
const ANSWER_MS = 3_000;
const NO_ANSWER = 'It does not answer.';
const NOT_KNOWN: ComponentHealth = {
  status: 'degraded',
  ms: 0,
  detail: 'Not known while the database is down.',
};

interface StorageAnswer extends StorageStatus {
  free: number | undefined;
}

/** How every part of the installation is. Only PostgreSQL and Redis can bring it down; the rest degrades it. */
@Injectable()
export class SystemHealth {
  private readonly reports = new KeptFor<SystemHealthReport>(2_000);
  private readonly readiness = new KeptFor<boolean>(1_000);
  /** Each question that a disk leaves open costs a thread, and there are few: it is asked one at a time. */
  private readonly storageAnswer = new KeptFor<StorageAnswer>(0);

  constructor(
    private readonly database: Database,
    private readonly redis: RedisHealth,
    private readonly google: GoogleHealth,
    private readonly registry: WorkerRegistry,
    private readonly storage: FileStorage,
    private readonly paused: PausedHosts,
    private readonly storageStatus: FindStorageStatus,
  ) {}

  /** At most two seconds old: asking often costs nothing. */
  report(): Promise<SystemHealthReport> {
    return this.reports.get(() => this.examine());
  }

  /** Whether this process can serve: its database answers. At most a second old. */
  isReady(): Promise<boolean> {
    return this.readiness.get(async () => (await this.databaseHealth()).status === 'ok');
  }

  private async examine(): Promise<SystemHealthReport> {
    const [database, redis, google, storage] = await Promise.all([
      this.databaseHealth(),
      this.redisHealth(),
      this.googleHealth(),
      this.storageHealth(),
    ]);
    const { workers, ytdlp } = await this.workersHealth(database.status);
    const sources = await this.sourcesHealth(database.status);
    const components = { database, redis, google, workers, storage, ytdlp, sources };
    const states = Object.values(components).map(({ status }) => status);
    const down = database.status === 'down' || redis.status === 'down';
    return { status: down ? 'down' : states.some((state) => state !== 'ok') ? 'degraded' : 'ok', components };
  }

  private databaseHealth(): Promise<ComponentHealth> {
    return timed('down', async () => {
      // SQL: of no table; what counts is that it is answered.
      const sql = `SELECT current_setting('server_version') AS version`;
      const row = await within(ANSWER_MS, this.database.row<{ version: string }>(sql));
      return { status: row ? 'ok' : 'down', version: row?.version, detail: row ? undefined : NO_ANSWER };
    });
  }

  private redisHealth(): Promise<ComponentHealth> {
    return timed('down', async () => {
      const answer = await within(ANSWER_MS, this.redis.checkRedis());
      return answer ? { status: 'ok', ...answer } : { status: 'down', detail: NO_ANSWER };
    });
  }

  private googleHealth(): Promise<ComponentHealth> {
    return timed('degraded', async () => {
      const { reachable, ms, standIn } = await this.google.checkGoogle();
      const detail = reachable
        ? undefined
        : 'Google does not answer; stored videos and other sources still work.';
      return { status: reachable ? 'ok' : 'degraded', answered_in_ms: ms, stand_in: standIn, detail };
    });
  }

  private storageHealth(): Promise<ComponentHealth> {
    return timed('degraded', async () => {
      const found = await within(
        ANSWER_MS,
        this.storageAnswer.get(() => this.askStorage()),
      );
      if (!found) return { status: 'degraded', detail: NO_ANSWER };
      const { free, problem, quarantine } = found;
      const low = free !== undefined && free < LOW_BYTES;
      const detail = problem ?? (low ? 'The disk is nearly full; make room or move the storage.' : undefined);
      return { status: detail === undefined ? 'ok' : 'degraded', free_bytes: free, quarantine, detail };
    });
  }

  private async askStorage(): Promise<StorageAnswer> {
    const free = await this.storage.freeBytes();
    return { free, ...(await this.storageStatus.findStatus()) };
  }

  /** Hosts that are paused, because they asked for it or cannot be reached. */
  private async sourcesHealth(database: HealthState): Promise<ComponentHealth> {
    if (database === 'down') return NOT_KNOWN;
    return timed('degraded', async () => {
      const hosts = await this.paused.listPauses();
      if (hosts.length === 0) return { status: 'ok' };
      const paused = hosts.map(({ pausedUntil: until, ...pause }) => ({ ...pause, until }));
      return { status: 'degraded', paused, detail: sourcesDetail(hosts) };
    });
  }

  private async workersHealth(
    database: HealthState,
  ): Promise<{ workers: ComponentHealth; ytdlp: ComponentHealth }> {
    if (database === 'down') return { workers: NOT_KNOWN, ytdlp: NOT_KNOWN };
    let live: LiveWorker[] = [];
    const workers = await timed('degraded', async () => {
      live = await this.registry.listLive();
      const sum = (count: (worker: LiveWorker) => number) =>
        live.reduce((total, worker) => total + count(worker), 0);
      return {
        status: live.length > 0 ? 'ok' : 'degraded',
        active: live.length,
        slots: sum(({ slots }) => slots),
        running: sum(({ running }) => running),
        // What keeps yt-dlp and ffmpeg away from the rest of each worker's machine.
        isolation: live.flatMap(({ tools }) => (tools as { isolation?: object }).isolation ?? []),
        detail: live.length > 0 ? undefined : 'No worker was seen in the last 30 seconds; start one.',
      };
    });
    return { workers, ytdlp: ytdlpHealth(live) };
  }
}

function sourcesDetail(pauses: HostPause[]): string {
  if (pauses.some(({ host }) => host === UPLINK))
    return 'No source can be reached: is the connection to the internet down? Downloads resume by themselves.';
  const [away, asked] = [
    (code: string) => code === 'source.unreachable',
    (code: string) => code !== 'source.unreachable',
  ].map((concerns) => pauses.filter(({ code }) => concerns(code)).map(({ host }) => host));
  return [
    ...(asked?.length ? [`${asked.join(', ')} asked us to slow down.`] : []),
    ...(away?.length ? [`${away.join(', ')} cannot be reached.`] : []),
    'Their downloads resume by themselves.',
  ].join(' ');
}

/** What the workers say of their yt-dlp; the worst counts. */
function ytdlpHealth(live: LiveWorker[]): ComponentHealth {
  const states = live.flatMap(({ tools }) => (tools as { ytdlp?: YtdlpState }).ytdlp ?? []);
  const worst = states.find(({ usable }) => !usable) ?? states.find(({ solver }) => !solver) ?? states[0];
  if (!worst) return { status: 'degraded', ms: 0, detail: 'No worker has told about its yt-dlp yet.' };
  const facts = { version: worst.version, js_runtime: worst.jsRuntime, solver: worst.solver };
  if (!worst.usable) {
    const detail =
      'yt-dlp is missing or older than 2026.07.04, which has security holes; install a newer one.';
    return { status: 'degraded', ms: 0, ...facts, detail };
  }
  if (worst.solver) return { status: 'ok', ms: 0, ...facts };
  const detail =
    'This yt-dlp lacks the challenge solver, so downloads from YouTube wait; use the official release.';
  return { status: 'degraded', ms: 0, ...facts, detail };
}

async function timed(
  whenItFails: HealthState,
  look: () => Promise<Omit<ComponentHealth, 'ms' | 'status'> & { status: string }>,
): Promise<ComponentHealth> {
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  try {
    const { status, ...facts } = await look();
    return { ...facts, status: status as HealthState, ms: took() };
  } catch {
    return { status: whenItFails, ms: took(), detail: NO_ANSWER };
  }
}
