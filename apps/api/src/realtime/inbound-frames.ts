import type { CloseReason } from './close-reason';

/** Longest frame that a client may send, in bytes. */
export const MAX_FRAME_BYTES = 4 * 1024;
const WINDOW_MS = 10_000;
const MAX_IN_WINDOW = 20;

/** What a client says: nothing but pings, and not many. */
export class InboundFrames {
  private begun = performance.now();
  private count = 0;

  /** What follows: an answer, or the end. */
  take(data: Buffer, isBinary: boolean): 'pong' | CloseReason {
    const now = performance.now();
    if (now - this.begun > WINDOW_MS) {
      this.begun = now;
      this.count = 0;
    }
    this.count += 1;
    if (isBinary) return 'not-text';
    if (this.count > MAX_IN_WINDOW) return 'too-chatty';
    return isPing(data.toString()) ? 'pong' : 'not-understood';
  }
}

function isPing(text: string): boolean {
  if (text === 'ping') return true;
  try {
    return (JSON.parse(text) as { type?: unknown } | null)?.type === 'ping';
  } catch {
    return false;
  }
}
