import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { Signals } from '@app/queue';
import { ApiProcess } from '@app/testing/api-process';
import type { DownloadBody } from '@app/testing/client';
import { EventStreamClient, type StreamEvent } from '@app/testing/event-stream';
import { addPerson } from '@app/testing/people';
import { rssMb } from '@app/testing/processes';
import { setUp } from '@app/testing/set-up';
import type { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';
import { type SocketMessage, WebSocketClient } from '@app/testing/web-socket';
import type { DataSource } from 'typeorm';

const STALLED = 60;
const RUNNING = 40;
const CLOCK_AHEAD = {
  NODE_OPTIONS: '--import=./test/support/shift-clock.mjs',
  CLOCK_AHEAD_MS: String(3_600_000),
};
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A client that asks, and reads nothing until it is told to. */
class StalledReader {
  isClosed = false;
  readBytes = 0;

  private constructor(private readonly socket: Socket) {
    socket.on('error', () => undefined);
    socket.on('close', () => (this.isClosed = true));
  }

  static async open(api: ApiProcess, path: string, key: string): Promise<StalledReader> {
    const socket = connect({ port: api.port, host: '127.0.0.1' });
    const reader = new StalledReader(socket);
    socket.pause();
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: api\r\nAuthorization: Bearer ${key}\r\n\r\n`);
    return reader;
  }

  read(): void {
    this.socket.on('data', (chunk: Buffer) => (this.readBytes += chunk.length));
    this.socket.resume();
  }

  close(): void {
    this.socket.destroy();
  }
}

describe('RF-008 watching, with bad luck', () => {
  const system = useSystem({ workers: 0 });
  const client = setUp(() => system.client());
  const database = setUp(() => system.database());

  it('should serve others while many read nothing, and let go of them when their key is revoked', async () => {
    const api = await ApiProcess.start(system);
    const admin = await addPerson(system, { name: 'ana', role: 'admin' });
    const { body: key } = await admin.client.post<{ id: string; key: string }>('/api-keys', {
      name: 'gateway',
      scopes: ['downloads:read'],
    });
    await database.query(
      `INSERT INTO downloads (tenant_id, requester, source, source_key, variant, url, host, title, quality,
         subtitles, status, phase, run_id, started_at, total_bytes)
       SELECT 'school', 'user:' || n, 'direct_link', 'url:' || n, 'v', 'https://host.example/' || repeat('u', 7000),
         'host.example', repeat('ü', 4000), 'best', false, 'running', 'downloading', gen_random_uuid(), now(), 1e9
       FROM generate_series(1, $1::int) n`,
      [RUNNING],
    );
    const path = '/downloads/dashboard/stream';
    const healthy = await EventStreamClient.open(api.origin + path, bearer(client.token));
    await healthy.next('dashboard_update');
    const [filesBefore, rssBefore] = [await openFiles(api), await rssMb(api.pid)];
    const readers = await Promise.all(
      Array.from({ length: STALLED }, () => StalledReader.open(api, `/api/v1${path}`, key.key)),
    );
    const changing = changeOften(database, system);
    await until(async () => (await coalesced(api)) >= STALLED * 3);
    const told = healthy.events.length;
    await until(() => healthy.events.length >= told + 3, 15_000);
    expect(await rssMb(api.pid)).toBeLessThan(rssBefore + 256);
    await admin.client.delete(`/api-keys/${key.id}`);
    await until(async () => (await openFiles(api)) < filesBefore + STALLED / 2, 30_000);
    for (const reader of readers) reader.read();
    await until(() => readers.every(({ isClosed }) => isClosed));
    expect(readers.every(({ readBytes }) => readBytes > 0)).toBe(true);
    const later = healthy.events.length;
    await until(() => healthy.events.length > later);
    expect(healthy.isEnded).toBe(false);
    expect(api.hasEnded).toBe(false);
    await changing.stop();
    healthy.close();
    await api.kill('SIGTERM');
    await database.query(`DELETE FROM downloads`);
  }, 180_000);

  it('should go on at another replica after a kill -9, also when the clock of the first was ahead', async () => {
    const first = await ApiProcess.start(system, CLOCK_AHEAD);
    await system.startWorker();
    system.sandbox.throttle.bytesPerSecond = 250_000;
    const url = `${system.sandbox.origin}/media/aula-1.mp4?moving`;
    const { id } = (await client.post<DownloadBody>('/downloads', { url })).body;
    const headers = bearer(client.token);
    const [socketPath, streamPath] = [`/ws/downloads/${id}`, `/downloads/${id}/stream`];
    const connectTo = (path: string) => WebSocketClient.connect(first.origin + path, headers);
    const [socket, queue, dashboard] = await Promise.all(
      [socketPath, '/ws/queue', '/ws/dashboard'].map((path) => connectTo(path)),
    );
    const stream = await EventStreamClient.open(first.origin + streamPath, headers);
    await until(() => Number(socket!.messages.at(-1)?.data.progress) > 0);
    await until(() => Number(stream.events.at(-1)?.data.progress) > 0);
    await until(() => dashboard!.messages.length > 1 && queue!.messages.length > 0);
    await first.kill('SIGKILL');
    const comeBack = (path: string, { messages }: WebSocketClient) =>
      WebSocketClient.connect(`${system.origin}${path}?since=${messages.at(-1)?.id ?? ''}`, headers);
    const [socketAgain, queueAgain, dashboardAgain] = await Promise.all([
      comeBack(socketPath, socket!),
      comeBack('/ws/queue', queue!),
      comeBack('/ws/dashboard', dashboard!),
    ]);
    const streamAgain = await EventStreamClient.open(system.origin + streamPath, {
      ...headers,
      'last-event-id': stream.events.at(-1)?.id ?? '',
    });
    for (const again of [queueAgain, dashboardAgain]) await until(() => again.messages.length > 0, 2_500);
    await until(() => socketAgain.messages.length > 0);
    system.sandbox.throttle.bytesPerSecond = 0;
    await socketAgain.next(({ data }) => data.status === 'completed');
    await streamAgain.next('download_completed');
    expectNoReturn([...socket!.messages, ...socketAgain.messages]);
    expectNoReturn([...stream.events.slice(1), ...streamAgain.events.slice(1)]);
    for (const [before, after] of [
      [queue!, queueAgain],
      [dashboard!, dashboardAgain],
    ] as const)
      expect(Number(after.messages[0]?.id)).toBeGreaterThanOrEqual(Number(before.messages.at(-1)?.id));
    const last = streamAgain.events.at(-1)?.id ?? '';
    const late = await EventStreamClient.open(system.origin + streamPath, {
      ...headers,
      'last-event-id': last,
    });
    expect(late.status).toBe(204);
    for (const again of [socketAgain, queueAgain, dashboardAgain]) again.close();
  }, 180_000);
});

/** Nothing older after something newer, and the end once. */
function expectNoReturn(states: (SocketMessage | StreamEvent)[]): void {
  const progress = states.map(({ data }) => Number(data.progress));
  expect(progress).toEqual([...progress].sort((left, right) => left - right));
  const ids = states.map(({ id }) =>
    (id ?? '')
      .split('.')
      .map((part) => part.padStart(6, '0'))
      .join('.'),
  );
  expect(ids).toEqual([...ids].sort());
  expect(states.filter(({ data }) => data.status === 'completed')).toHaveLength(1);
}

/** Each row, a few times a second, as if its run were reporting. */
function changeOften(database: DataSource, system: TestSystem) {
  const state = { isStopped: false };
  const signals = system.api.get(Signals);
  const done = (async () => {
    while (!state.isStopped) {
      await database.query(
        `UPDATE downloads SET downloaded_bytes = downloaded_bytes + 1000, updated_at = now() WHERE status = 'running'`,
      );
      await signals.send('downloads.changed', { tenant_id: 'school', download_ids: [] });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  return {
    stop: async () => {
      state.isStopped = true;
      await done;
    },
  };
}

async function coalesced(api: ApiProcess): Promise<number> {
  const text = await (await fetch(`${api.origin}/metrics`)).text();
  return Number(/^cdl_live_coalesced_total\{.*\} (\d+)/m.exec(text)?.[1] ?? 0);
}

async function openFiles({ pid }: ApiProcess): Promise<number> {
  return (await readdir(`/proc/${String(pid)}/fd`)).length;
}
