import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import { EventStream } from './event-stream';

function begun() {
  const raw = new ServerResponse(new IncomingMessage(new Socket()));
  const reply = { raw, hijack: () => undefined, getHeaders: () => ({}) } as unknown as FastifyReply;
  const stream = new EventStream(reply);
  stream.begin({ type: 'connection_established' });
  return { raw, stream };
}

describe(EventStream, () => {
  it.each(['ended', 'too-slow'] as const)('should write nothing after it was closed as %s', (reason) => {
    const { raw, stream } = begun();
    const write = jest.spyOn(raw, 'write');
    stream.close(reason);
    let isDone = false;
    stream.write('data: {}\n\n', () => (isDone = true));
    stream.heartbeat();
    expect(write).not.toHaveBeenCalled();
    expect(isDone).toBe(true);
  });

  it('should cut off a client that reads nothing after it was closed', () => {
    jest.useFakeTimers();
    const { raw, stream } = begun();
    stream.close('ended');
    jest.advanceTimersByTime(4_000);
    expect(raw.destroyed).toBe(false);
    jest.advanceTimersByTime(2_000);
    expect(raw.destroyed).toBe(true);
    jest.useRealTimers();
  });

  it('should outlive errors of a hijacked response', () => {
    const { raw } = begun();
    expect(() => raw.emit('error', new Error('write after end'))).not.toThrow();
  });
});
