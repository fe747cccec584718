import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** How long a connection on this machine takes at most, when it is made at all. */
const CONNECTED_MS = 500;
const MAX_QUEUED = 20;

/** Listens, tells where, and takes nothing: its process is stopped before it could. */
const LISTENER = `
  const server = require('node:net').createServer();
  const port = Number(process.argv[1]);
  server.listen({ host: '127.0.0.1', port, backlog: 1 }, () => process.stdout.write(String(server.address().port)));
`;

/**
 * A host that drops what is sent to it: whoever connects hears nothing, neither of acceptance nor of refusal. The kernel
 * does so for a listener whose queue is full; no firewall is needed. Linux with tcp_abort_on_overflow=0, its default.
 */
export class BlackHole {
  private constructor(
    readonly port: number,
    private readonly listener: ChildProcess,
    private readonly queued: Socket[],
  ) {}

  /** @param port where nobody listens any more; by default any that is free */
  static async open(port = 0): Promise<BlackHole> {
    const args = ['-e', LISTENER, String(port)];
    const listener = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(listener.stdout, 'data')) as [Buffer];
    listener.kill('SIGSTOP');
    const hole = new BlackHole(Number(said.toString('utf8')), listener, []);
    await hole.fill();
    return hole;
  }

  get origin(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  async close(): Promise<void> {
    for (const socket of this.queued) socket.destroy();
    const ended = once(this.listener, 'exit');
    this.listener.kill('SIGKILL');
    await ended;
  }

  private async fill(): Promise<void> {
    for (let count = 0; count < MAX_QUEUED; count += 1) if (!(await this.isConnected())) return;
    throw new Error('the queue of the listener does not fill up: is net.ipv4.tcp_abort_on_overflow set?');
  }

  private async isConnected(): Promise<boolean> {
    const socket = connect(this.port, '127.0.0.1').on('error', () => undefined);
    this.queued.push(socket);
    const signal = AbortSignal.timeout(CONNECTED_MS);
    return once(socket, 'connect', { signal }).then(
      () => true,
      () => false,
    );
  }
}
