import { StrayErrors } from './stray-errors';

describe(StrayErrors, () => {
  const logger = { log: jest.fn(), warn: jest.fn(), error: jest.fn(), fatal: jest.fn() };
  const shutDown = jest.fn();
  let time = 0;
  let errors: StrayErrors;

  beforeEach(() => {
    jest.clearAllMocks();
    time = 0;
    errors = new StrayErrors({ logger, shutDown, now: () => time });
  });

  const handle = (count: number) => {
    for (let handled = 0; handled < count; handled += 1) errors.handle(new TypeError('results[i]'));
  };

  it('should log an error and go on', () => {
    handle(1);
    expect(logger.error).toHaveBeenCalledWith(
      expect.objectContaining({ error: expect.any(TypeError) as unknown }),
      'StrayErrors',
    );
    expect(shutDown).not.toHaveBeenCalled();
  });

  it('should go on when errors come rarely', () => {
    for (let minute = 0; minute < 10; minute += 1) {
      handle(20);
      time += 60_001;
    }
    expect(shutDown).not.toHaveBeenCalled();
  });

  it('should end the process once, with a reason, when they do not stop', () => {
    handle(30);
    expect(shutDown).toHaveBeenCalledTimes(1);
    expect(logger.fatal).toHaveBeenCalledTimes(1);
    const [[{ message }]] = logger.fatal.mock.calls as [[{ message: string }]];
    expect(message).toContain('more than 20 stray errors within a minute');
  });
});
