import { StringDecoder } from 'node:string_decoder';

/** A line longer than this is cut: no program we run needs more, and memory stays bounded. */
const LONGEST_LINE = 4 * 1024 * 1024;

/** Turns chunks into lines. CR and LF both end one, because progress bars use CR. */
export class LineSplitter {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';

  constructor(private readonly onLine: (line: string) => void) {}

  write(chunk: Buffer): void {
    const parts = (this.rest + this.decoder.write(chunk)).split(/\r\n|\n|\r/);
    this.rest = (parts.pop() ?? '').slice(0, LONGEST_LINE);
    for (const part of parts) if (part !== '') this.onLine(part);
  }

  end(): void {
    const last = this.rest + this.decoder.end();
    this.rest = '';
    if (last !== '') this.onLine(last);
  }
}
