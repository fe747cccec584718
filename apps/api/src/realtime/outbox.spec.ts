import type { LiveMessage } from '@app/realtime';
import { MAX_UNREAD, Outbox } from './outbox';

const message = (text: string) => ({ text }) as unknown as LiveMessage;
const textOf = (of: LiveMessage) => (of as unknown as { text: string }).text;

/** An outbox to somebody who reads when the test says so. */
function slowReader(coalesced: () => void = () => undefined) {
  const written: string[] = [];
  const read: (() => void)[] = [];
  const write = (text: string, done: () => void) => {
    written.push(text);
    read.push(done);
  };
  const outbox = new Outbox({ write, textOf, sent: () => undefined, coalesced });
  return { outbox, written, read };
}

describe(Outbox, () => {
  it('should keep a bounded amount for who does not read, and catch up with the newest', () => {
    let coalesced = 0;
    const { outbox, written, read } = slowReader(() => (coalesced += 1));
    const large = 'x'.repeat(50_000);
    for (let index = 0; index < 1_000; index += 1) outbox.send(message(`${String(index)} ${large}`));
    expect(written.join('').length).toBeLessThanOrEqual(MAX_UNREAD);
    expect(outbox.behindMs).toBeGreaterThanOrEqual(0);
    expect(outbox.write('heartbeat')).toBe(false);
    const before = written.length;
    for (const done of read.splice(0)) done();
    expect(written.slice(before).map((text) => text.split(' ')[0])).toEqual(['999']);
    expect(coalesced).toBe(1_000 - before - 1);
    for (const done of read.splice(0)) done();
    expect(outbox.behindMs).toBe(0);
    outbox.send(message('next'));
    expect(written.at(-1)).toBe('next');
  });

  it('should send a message that is larger than the limit when nothing is unread', () => {
    const { outbox, written, read } = slowReader();
    const large = 'x'.repeat(MAX_UNREAD + 1);
    outbox.send(message(`first ${large}`));
    outbox.send(message(`second ${large}`));
    expect(written.map((text) => text.split(' ')[0])).toEqual(['first']);
    read.pop()?.();
    expect(written.map((text) => text.split(' ')[0])).toEqual(['first', 'second']);
    expect(outbox.behindMs).toBe(0);
  });
});
