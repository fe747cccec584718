const TAIL_LINES = 40;
const TAIL_LINE_LENGTH = 2_000;
const WHOLE_BYTES = 8 * 1024 * 1024;

/** The last lines of an output, for error messages. */
export class OutputTail {
  private readonly lines: string[] = [];

  append(line: string): void {
    this.lines.push(line.slice(0, TAIL_LINE_LENGTH));
    if (this.lines.length > TAIL_LINES) this.lines.shift();
  }

  text(): string {
    return this.lines.join('\n');
  }
}

/** A whole output, up to a bound. */
export class OutputWhole {
  private readonly chunks: Buffer[] = [];
  private size = 0;

  write(chunk: Buffer): void {
    if (this.size >= WHOLE_BYTES) return;
    this.chunks.push(chunk);
    this.size += chunk.length;
  }

  end(): void {
    // Nothing is held back.
  }

  text(): string {
    return Buffer.concat(this.chunks).toString('utf8');
  }
}
