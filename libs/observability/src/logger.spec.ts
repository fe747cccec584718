import { Logger as NestFacade } from '@nestjs/common';
import { withCorrelationId } from './correlation';
import { createLogger, NestLogger } from './logger';
import { describeError } from './log-fields';

type Line = Record<string, unknown>;

/** A logger and the lines it has written. */
function logged(level = 'trace'): { logger: NestLogger; lines: () => Line[]; text: () => string } {
  const written: string[] = [];
  const pino = createLogger({ app: 'test', level }, { write: (line: string) => written.push(line) });
  return {
    logger: new NestLogger(pino),
    lines: () => written.map((line) => JSON.parse(line) as Line),
    text: () => written.join(''),
  };
}

describe(createLogger, () => {
  it('should write one line of JSON with time, level, app and message', () => {
    const { logger, lines, text } = logged();
    logger.log('ready\nfor work');
    expect(text().match(/\n/g)).toHaveLength(1);
    expect(lines()[0]).toMatchObject({
      level: 'info',
      app: 'test',
      pid: process.pid,
      message: 'ready\nfor work',
    });
    expect(new Date(lines()[0]!.time as string).toISOString()).toBe(lines()[0]!.time);
  });

  it('should leave out what is below its level', () => {
    const { logger, lines } = logged('warn');
    logger.debug('a');
    logger.log('b');
    logger.warn('c');
    expect(lines().map(({ message }) => message)).toEqual(['c']);
  });

  it('should carry the correlation id of the work it is called from, also after an await', async () => {
    const { logger, lines } = logged();
    await Promise.all(
      ['a', 'b'].map((id) =>
        withCorrelationId(id, async () => {
          logger.log(`${id} begins`);
          await new Promise((resolve) => setImmediate(resolve));
          logger.log(`${id} ends`);
        }),
      ),
    );
    logger.log('afterwards');
    const ids = Object.fromEntries(lines().map((line) => [line.message, line.correlation_id])) as Line;
    expect(ids).toEqual({ 'a begins': 'a', 'a ends': 'a', 'b begins': 'b', 'b ends': 'b' });
    expect(lines().at(-1)).not.toHaveProperty('correlation_id');
  });

  const names =
    'authorization cookie password access_token refresh_token id_token client_secret token secret key';

  it.each(names.split(' '))('should hide what stands under %s, however deep', (name) => {
    const { logger, lines, text } = logged();
    const held = { [name]: 'hunter2', shown: 'yes' };
    const row = Object.assign(new (class Row {})(), held);
    logger.log({ message: 'x', ...held, one: held, two: { deeper: held }, rows: [row] });
    expect(text()).not.toContain('hunter2');
    const hidden = { [name]: '[hidden]', shown: 'yes' };
    expect(lines()[0]).toMatchObject({ ...hidden, one: hidden, two: { deeper: hidden }, rows: [hidden] });
  });

  it('should hide secrets in texts under any name, however deep', () => {
    const { logger, lines } = logged();
    const held = { url: 'https://u:hunter2@h.example/?token=hunter3', bytes: 7 };
    logger.warn({ message: 'not read', ...held, one: held, tried: [held.url] });
    const hidden = { url: 'https://u:[hidden]@h.example/?token=[hidden]', bytes: 7 };
    expect(lines()[0]).toMatchObject({ ...hidden, one: hidden, tried: [hidden.url] });
  });

  it('should describe an error under any name, without what hangs on it', () => {
    const { logger, lines, text } = logged();
    const error = Object.assign(new Error('refused'), { config: { headers: 'hunter2' } });
    logger.warn({ message: 'not sent', cause: error, at: new Date(0) });
    expect(lines()[0]).toMatchObject({
      cause: { type: 'Error', message: 'refused' },
      at: '1970-01-01T00:00:00.000Z',
    });
    expect(text()).not.toContain('hunter2');
  });
});

describe(NestLogger, () => {
  it.each([
    ['log', 'info'],
    ['error', 'error'],
    ['warn', 'warn'],
    ['debug', 'debug'],
    ['verbose', 'trace'],
    ['fatal', 'fatal'],
  ] as const)('should write %s as %s', (method, level) => {
    const { logger, lines } = logged();
    logger[method]('something', 'Here');
    expect(lines()).toEqual([expect.objectContaining({ level, message: 'something', context: 'Here' })]);
  });

  it('should take the fields of an object and its message', () => {
    const { logger, lines } = logged();
    logger.log({ message: 'finished', download_id: 'd1', bytes: 5 }, 'Pipeline');
    expect(lines()[0]).toMatchObject({
      message: 'finished',
      download_id: 'd1',
      bytes: 5,
      context: 'Pipeline',
    });
  });

  it('should take an object without a message', () => {
    const { logger, lines } = logged();
    logger.log({ bytes: 5 });
    expect(lines()[0]).toMatchObject({ message: '', bytes: 5 });
  });

  it('should describe the error of an object', () => {
    const { logger, lines } = logged();
    logger.warn({
      message: 'tried again',
      error: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
    });
    expect(lines()[0]).toMatchObject({
      message: 'tried again',
      err: { type: 'Error', code: 'ECONNREFUSED', message: 'refused' },
    });
  });

  it('should describe an error that is the message', () => {
    const { logger, lines } = logged();
    logger.error(new TypeError('Bearer abcdefghijkl'), undefined, 'Here');
    expect(lines()[0]).toMatchObject({
      message: 'Bearer [hidden]',
      context: 'Here',
      err: { type: 'TypeError', message: 'Bearer [hidden]' },
    });
  });

  it('should keep the stack that Nest hands over, without its secrets', () => {
    const { logger, lines } = logged();
    logger.error('broken', 'Error: ?token=abc\n    at x.ts:1', 'Here');
    expect(lines()[0]).toMatchObject({
      message: 'broken',
      stack: 'Error: ?token=[hidden]\n    at x.ts:1',
      context: 'Here',
    });
  });

  it('should hide secrets in messages of every form', () => {
    const { logger, text } = logged();
    const secret = 'ya29.hunter2';
    logger.log(secret);
    logger.log({ message: secret });
    logger.log({ message: 'x', error: new Error(secret) });
    logger.error(new Error(secret));
    expect(text()).not.toContain('hunter2');
  });

  it('should tell of modules and routes only to who wants to know everything', () => {
    const { logger, lines } = logged();
    logger.log('Mapped {/x, GET} route', 'RouterExplorer');
    logger.log('Mapped {/x, GET} route', 'Somebody');
    expect(lines().map(({ level }) => level)).toEqual(['debug', 'info']);
  });

  it("should serve Nest's own Logger", () => {
    const { logger, lines } = logged();
    NestFacade.overrideLogger(logger);
    try {
      new NestFacade('Service').error({ message: 'failed', error: new Error('why') });
      new NestFacade('Service').log('done');
    } finally {
      NestFacade.overrideLogger(false);
    }
    expect(lines()).toEqual([
      expect.objectContaining({ level: 'error', context: 'Service', message: 'failed' }),
      expect.objectContaining({ level: 'info', context: 'Service', message: 'done' }),
    ]);
    expect(lines()[0]).toHaveProperty('err.message', 'why');
  });

  it('should not change its level for Nest', () => {
    const { logger, lines } = logged('info');
    logger.setLogLevels(['error']);
    logger.log('still here');
    expect(lines().map(({ message }) => message)).toEqual(['still here']);
  });
});

describe(describeError, () => {
  it('should leave out what other libraries hang on their errors', () => {
    const error = Object.assign(new Error('Request failed'), {
      code: '401',
      config: { headers: { Authorization: 'Bearer hunter2-hunter2' } },
      response: { data: 'hunter2', headers: { 'set-cookie': 'hunter2' } },
      request: 'hunter2',
      password: 'hunter2',
    });
    const described = describeError(error);
    expect(JSON.stringify(described)).not.toContain('hunter2');
    expect(described).toEqual({
      type: 'Error',
      code: '401',
      message: 'Request failed',
      stack: expect.stringContaining('Request failed') as string,
    });
  });

  it('should tell the causes, without their secrets either', () => {
    const inner = Object.assign(new Error('connect redis://:hunter2@h'), { headers: 'hunter2' });
    const described = describeError(new Error('outer', { cause: new Error('middle', { cause: inner }) }));
    expect(JSON.stringify(described)).not.toContain('hunter2');
    expect(described).toHaveProperty('cause.cause.message', 'connect redis://:[hidden]@h');
  });

  it('should end for an error that is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(describeError(error)).match(/"message"/g)?.length).toBeLessThan(10);
  });

  it.each([
    ['a text', 'password=hunter2', 'password=[hidden]'],
    ['nothing', undefined, 'undefined'],
    ['an object', { password: 'hunter2' }, '[object Object]'],
  ])('should describe %s that was thrown', (_, thrown, described) => {
    expect(describeError(thrown)).toBe(described);
  });

  it('should leave out a code that is no text', () => {
    expect(describeError(Object.assign(new Error('x'), { code: 7 }))).not.toHaveProperty('code');
  });
});
