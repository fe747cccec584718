import { StringDecoder } from 'node:string_decoder';

/** A line longer than this is cut: no program we run needs more, and memory stays bounded. */
const MAX_LINE_LENGTH = 4 * 1024 * 1024;

/** Turns chunks into lines. CR and LF both end one, because progress bars use CR. */
export class LineSplitter {
  private readonly decoder = new StringDecoder('utf8');
  /** The line that has not ended yet, in the pieces it came in: joined only once, however many there are. */
  private pieces: string[] = [];
  private length = 0;

  constructor(private readonly onLine: (line: string) => void) {}

  write(chunk: Buffer): void {
    const [first = '', ...more] = this.decoder.write(chunk).split(/\r\n|\n|\r/);
    this.keep(first);
    for (const part of more) {
      this.endLine();
      this.keep(part);
    }
  }

  end(): void {
    this.keep(this.decoder.end());
    this.endLine();
  }

  private keep(text: string): void {
    const kept = text.slice(0, Math.max(0, MAX_LINE_LENGTH - this.length));
    if (kept === '') return;
    this.pieces.push(kept);
    this.length += kept.length;
  }

  private endLine(): void {
    const line = this.pieces.join('');
    this.pieces = [];
    this.length = 0;
    if (line !== '') this.onLine(line);
  }
}
