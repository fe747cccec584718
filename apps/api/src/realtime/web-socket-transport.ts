import type { LiveMessage } from '@app/realtime';
import type { WebSocket } from 'ws';
import { CLOSE_REASONS, type CloseReason } from './close-reason';
import type { Transport } from './live-session';

/** A client that does not answer our close frame within this is cut off. */
const CLOSE_MS = 2_000;

/** One WebSocket. What is sent before the upgrade is kept until then. */
export class WebSocketTransport implements Transport {
  readonly name = 'websocket';
  readonly endsWithFinal = false;
  private socket?: WebSocket;
  private early: { text: string; done: () => void }[] = [];
  private ends?: CloseReason;
  private isAnswered = true;

  begin(socket: WebSocket): void {
    this.socket = socket;
    socket.on('pong', () => (this.isAnswered = true));
    for (const { text, done } of this.early.splice(0)) this.write(text, done);
    if (this.ends) this.close(this.ends);
  }

  textOf(message: LiveMessage): string {
    return message.forSocket();
  }

  write(text: string, done: () => void): void {
    if (this.socket) this.socket.send(text, () => done());
    else this.early.push({ text, done });
  }

  /** Who has not answered the one before is not there any more. */
  heartbeat(): void {
    if (!this.socket) return;
    if (!this.isAnswered) this.socket.terminate();
    else if (this.socket.readyState === this.socket.OPEN) this.socket.ping();
    this.isAnswered = false;
  }

  close(reason: CloseReason): void {
    const { socket } = this;
    if (!socket) {
      this.ends = reason;
      return;
    }
    const { code, text } = CLOSE_REASONS[reason];
    socket.close(code, text);
    setTimeout(() => socket.terminate(), CLOSE_MS).unref();
  }
}
