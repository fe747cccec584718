import { Patience } from './patience';

describe(Patience, () => {
  const tired = new Error('tired');
  const angry = new Error('angry');
  let patience: Patience;

  beforeEach(() => {
    jest.useFakeTimers();
    patience = new Patience();
  });

  afterEach(() => jest.useRealTimers());

  it('should run out after silence, with its error', () => {
    patience.begin(1_000, tired);
    jest.advanceTimersByTime(999);
    expect(patience.signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(patience.signal.reason).toBe(tired);
  });

  it('should last as long as something is heard', () => {
    patience.begin(1_000, tired);
    for (let time = 0; time < 5; time += 1) {
      jest.advanceTimersByTime(900);
      patience.renew();
    }
    expect(patience.signal.aborted).toBe(false);
    jest.advanceTimersByTime(1_000);
    expect(patience.signal.aborted).toBe(true);
  });

  it('should begin anew with another limit, and forget the one before', () => {
    patience.begin(1_000, tired);
    jest.advanceTimersByTime(500);
    patience.begin(5_000, angry);
    jest.advanceTimersByTime(4_999);
    expect(patience.signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(patience.signal.reason).toBe(angry);
  });

  it('should not run out once it has ended, nor before it has begun', () => {
    patience.renew();
    patience.begin(1_000, tired);
    patience.end();
    jest.advanceTimersByTime(10_000);
    expect(patience.signal.aborted).toBe(false);
  });
});
