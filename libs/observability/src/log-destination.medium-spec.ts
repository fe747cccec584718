import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@app/testing/until';
import { useDirectory } from '@app/testing/use-directory';
import { LogDestination } from './log-destination';
import { createLogger } from './logger';

const LINE_LENGTH = 100_000;

describe(LogDestination, () => {
  const directory = useDirectory();
  let fd: number;

  afterEach(() => closeSync(fd));

  const loggerTo = (path: string, flags: string | number) => {
    fd = openSync(path, flags);
    return createLogger({ app: 'tests', level: 'info' }, new LogDestination(fd));
  };

  it('should write every line, in order', async () => {
    const path = join(directory.path, 'log');
    const logger = loggerTo(path, 'a');
    for (let number = 0; number < 1_000; number += 1) logger.info({ number }, 'ação');
    const lines = () => readFileSync(path, 'utf8').split('\n').slice(0, -1);
    await until(() => lines().length === 1_000);
    const numbers = lines().map((line) => (JSON.parse(line) as { number: number }).number);
    expect(numbers).toEqual(numbers.map((_, index) => index));
  });

  it('should disturb nobody while the disk is full', async () => {
    const logger = loggerTo('/dev/full', 'a');
    for (let number = 0; number < 5; number += 1) {
      expect(() => logger.info({ number }, 'lost')).not.toThrow();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });

  it('should keep so much and no more while nobody reads', async () => {
    const path = join(directory.path, 'pipe');
    execFileSync('mkfifo', [path]);
    const logger = loggerTo(path, constants.O_RDWR | constants.O_NONBLOCK);
    const text = 'x'.repeat(LINE_LENGTH);
    for (let number = 0; number < 500; number += 1) logger.info({ number }, text);
    const buffer = Buffer.alloc(64 * 1024);
    let read = 0;
    await until(() => {
      try {
        for (;;) read += readSync(fd, buffer);
      } catch {
        return read > 8 * 1024 ** 2;
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(read).toBeLessThan(10 * 1024 ** 2);
  });
});
