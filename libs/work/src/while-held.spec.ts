import { LeaseLost } from './lease-lost';
import { whileHeld } from './while-held';

describe(whileHeld, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** Work that goes on until it is told to stop. */
  const endless = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('stopped', { cause: signal.reason })));
    });

  it('should answer what the work answers, and give no sign of life afterwards', async () => {
    const heartbeat = jest.fn(() => Promise.resolve(true));
    await expect(whileHeld(heartbeat, undefined, () => Promise.resolve(7))).resolves.toBe(7);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(heartbeat).not.toHaveBeenCalled();
  });

  it('should stop the work when the row is lost, and say so whatever the work throws then', async () => {
    const answers = [true, true, false];
    const heartbeat = () => Promise.resolve(answers.shift() ?? false);
    const held = expect(whileHeld(heartbeat, undefined, endless)).rejects.toThrow(LeaseLost);
    await jest.advanceTimersByTimeAsync(15_000);
    await held;
  });

  it('should go on while nobody knows whose the row is', async () => {
    const heartbeat = jest.fn(() => Promise.reject(new Error('the database is away')));
    const stop = new AbortController();
    const held = expect(whileHeld(heartbeat, stop.signal, endless)).rejects.toThrow('stopped');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(heartbeat).toHaveBeenCalledTimes(12);
    stop.abort();
    await held;
  });

  it('should pass on what the work throws', async () => {
    const failing = whileHeld(
      () => Promise.resolve(true),
      undefined,
      () => Promise.reject(new Error('disk full')),
    );
    await expect(failing).rejects.toThrow('disk full');
  });
});
