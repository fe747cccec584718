import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { watch } from './watch';

describe(watch, () => {
  let server: WebSocketServer;
  let origin: string;
  let opened = 0;

  beforeEach(async () => {
    opened = 0;
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await new Promise((resolve) => server.once('listening', resolve));
    origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    server.on('connection', (socket) => {
      opened += 1;
      if (opened === 1) socket.close(1012);
    });
  });

  afterEach(async () => {
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => server.close(resolve));
  });

  const watchUntil = (stop: AbortController, onLost: () => void) =>
    watch(
      { kind: 'queue' },
      { origin, signal: stop.signal, onUpdate: () => undefined, onLost, transport: 'websocket' },
    );

  it.each([
    ['is told of the loss', (stop: () => void) => stop()],
    ['waits to come back', (stop: () => void) => queueMicrotask(stop)],
  ])('should open nothing any more for who has ended it while it %s', async (_, end) => {
    const stop = new AbortController();
    const onLost = () => end(() => stop.abort());
    expect(await watchUntil(stop, onLost)).toBe('stopped');
    expect(opened).toBe(1);
  });

  it('should open nothing for who ends it while it asks for a token', async () => {
    const stop = new AbortController();
    const token = () => {
      stop.abort();
      return undefined;
    };
    const of = { origin, signal: stop.signal, onUpdate: () => undefined, token };
    expect(await watch({ kind: 'queue' }, of)).toBe('stopped');
    expect(opened).toBe(0);
  });

  it('should refuse at once what no event stream tells, instead of trying for ever', async () => {
    const stop = new AbortController();
    const onLost = () => stop.abort();
    const of = { origin, signal: stop.signal, onUpdate: () => undefined, onLost, transport: 'sse' } as const;
    await expect(watch({ kind: 'general' }, of)).rejects.toThrow('general is told over WebSockets alone');
  });

  it('should go on by WebSocket where there is no event stream to fall back on', async () => {
    const stop = new AbortController();
    server.removeAllListeners('connection');
    server.on('connection', (socket) => {
      opened += 1;
      if (opened < 4) socket.close(1012);
      else socket.send(JSON.stringify({ type: 'general_update', data: { notices: [] } }));
    });
    let lost = 0;
    const onUpdate = () => stop.abort();
    const of = { origin, signal: stop.signal, onUpdate, onLost: () => (lost += 1) };
    expect(await watch({ kind: 'general' }, of)).toBe('stopped');
    // Each loss was one of a connection.
    expect([opened, lost]).toEqual([4, 3]);
  });
});
