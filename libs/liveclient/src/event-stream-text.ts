/** Takes the text of an event stream in pieces, and tells the data of each event. */
export class EventStreamText {
  private rest = '';

  constructor(private readonly tell: (data: string, id: string | undefined) => void) {}

  take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) this.read(block.split('\n'));
  }

  private read(lines: string[]): void {
    const field = (name: string) =>
      lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    const data = field('data');
    if (data !== undefined) this.tell(data, field('id'));
  }
}
