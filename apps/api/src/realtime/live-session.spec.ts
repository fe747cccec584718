import type { Caller } from '@app/auth';
import type { LiveMessage } from '@app/realtime';
import { LiveSession, type Transport } from './live-session';
import { MAX_UNREAD } from './outbox';

const message = (text: string) => ({ isFinal: false, text }) as unknown as LiveMessage;

describe(LiveSession, () => {
  it('should send nothing more when a stalled client reads again after the end', () => {
    const written: string[] = [];
    const read: (() => void)[] = [];
    const transport: Transport = {
      name: 'sse',
      endsWithFinal: true,
      textOf: (of) => (of as unknown as { text: string }).text,
      write: (text, done) => {
        written.push(text);
        read.push(done);
      },
      heartbeat: () => undefined,
      close: () => undefined,
    };
    const session = new LiveSession({} as Caller, { kind: 'queue' }, transport, () => undefined);
    session.sendMessage(message('x'.repeat(MAX_UNREAD)));
    session.sendMessage(message('waits'));
    session.endWith('ended');
    for (const done of read) done();
    expect(written).toHaveLength(1);
  });
});
