import { Writable } from 'node:stream';
import { createLogger, NestLogger } from '@app/observability';

/** The log as the apps write it, kept in memory: tests look for what must and must not be in it. */
export class TestLog extends NestLogger {
  readonly lines: string[];

  constructor() {
    const lines: string[] = [];
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(chunk.toString('utf8'));
        done();
      },
    });
    super(createLogger({ app: 'test', level: 'debug' }, sink));
    this.lines = lines;
  }

  get text(): string {
    return this.lines.join('');
  }
}
