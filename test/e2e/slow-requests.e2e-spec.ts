import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ApiProcess } from '@app/testing/api-process';
import { Client } from '@app/testing/client';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';

const HEAD =
  'POST /auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n';

class SlowClient {
  answer = '';
  isOpen = true;

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => (this.answer += chunk.toString('latin1')));
    socket.on('close', () => (this.isOpen = false)).on('error', () => undefined);
  }

  /** Sends this much, and then nothing. */
  static async start(port: number, text: string): Promise<SlowClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(text);
    return new SlowClient(socket);
  }
}

describe('slow requests', () => {
  let system: TestSystem;
  let api: ApiProcess;

  beforeAll(async () => {
    system = await TestSystem.start({ api: false, workers: 0 });
    api = await ApiProcess.start(system);
  });

  afterAll(() => system.close());

  const slowly = (count: number, text: string) =>
    Promise.all(Array.from({ length: count }, () => SlowClient.start(api.port, text)));

  it('should not wait for headers and bodies that do not come', async () => {
    const clients = [
      ...(await slowly(3, `${HEAD}{"username":"`)),
      ...(await slowly(3, 'GET /livez HTTP/1.1\r\nHost: x\r\nX-')),
      ...(await slowly(1, '')),
    ];
    await until(() => clients.every(({ isOpen }) => !isOpen));
    expect(clients[0]?.answer).toContain(' 408 ');
  });

  it('should refuse too many unfinished bodies of one address, and go on with the others', async () => {
    const clients = await slowly(130, `${HEAD}{"username":"`);
    const refused = await until(() => {
      const answered = clients.filter(({ answer }) => answer.includes(' 429 '));
      return answered.length >= 30 && answered;
    });
    expect(refused).toHaveLength(30);
    expect(refused[0]?.answer).toContain('request.too-many');
    expect((await new Client(api.origin, '').get('/livez')).status).toBe(200);
    for (const { socket } of clients) socket.destroy();
    await until(async () => {
      const wrong = { username: 'nobody', password: 'Wrong-1' };
      return (await new Client(api.origin, '').post('/auth/login', wrong)).status === 401;
    });
  });

  it('should take many whole bodies of one address that come at the same time', async () => {
    const clients = await slowly(400, '');
    const body = JSON.stringify({ username: 'nobody' }).padEnd(100);
    for (const { socket } of clients) socket.write(HEAD + body);
    await until(() => clients.every(({ answer, isOpen }) => answer !== '' || !isOpen));
    const statuses = new Set(clients.map(({ answer }) => answer.split(' ')[1]));
    expect(statuses).toEqual(new Set(['400']));
    for (const { socket } of clients) socket.destroy();
  });

  it('should end at SIGTERM although 40 bodies are half sent', async () => {
    const clients = await slowly(40, `${HEAD}{"username":"`);
    const began = performance.now();
    await api.kill('SIGTERM');
    expect(performance.now() - began).toBeLessThan(12_000);
    await until(() => clients.every(({ isOpen }) => !isOpen));
  });
});
