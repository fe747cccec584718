import { IdleTimeout } from './idle-timeout';

describe(IdleTimeout, () => {
  const tired = new Error('tired');
  const angry = new Error('angry');
  let idleTimeout: IdleTimeout;

  beforeEach(() => {
    jest.useFakeTimers();
    idleTimeout = new IdleTimeout();
  });

  afterEach(() => jest.useRealTimers());

  function expectToEndAfter(ms: number, reason: Error): void {
    jest.advanceTimersByTime(ms - 1);
    expect(idleTimeout.signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(idleTimeout.signal.reason).toBe(reason);
  }

  it('should run out after silence, with its error', () => {
    idleTimeout.start(1_000, tired);
    expectToEndAfter(1_000, tired);
  });

  it('should last as long as something is heard', () => {
    idleTimeout.start(1_000, tired);
    for (let time = 0; time < 5; time += 1) {
      jest.advanceTimersByTime(900);
      idleTimeout.reset();
    }
    expect(idleTimeout.signal.aborted).toBe(false);
    jest.advanceTimersByTime(1_000);
    expect(idleTimeout.signal.aborted).toBe(true);
  });

  it('should begin anew with another limit, and forget the one before', () => {
    idleTimeout.start(1_000, tired);
    jest.advanceTimersByTime(500);
    idleTimeout.start(5_000, angry);
    expectToEndAfter(5_000, angry);
  });

  it('should not run out once it has ended, nor before it has begun', () => {
    idleTimeout.reset();
    idleTimeout.start(1_000, tired);
    idleTimeout.stop();
    jest.advanceTimersByTime(10_000);
    expect(idleTimeout.signal.aborted).toBe(false);
  });
});
