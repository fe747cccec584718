/** A line of what is said. */
export interface Line {
  start: number;
  text: string;
}

interface Cue {
  startTime: number;
  text: string;
}

/** What is said, line by line. Automatic captions roll: each shows the line before once more, which is left out here. */
export function linesOf(cues: readonly Cue[]): Line[] {
  const lines: Line[] = [];
  let last = '';
  for (const { startTime, text } of cues) {
    const said = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const fresh = said[0] === last ? said.slice(1) : said;
    if (fresh.length > 0) lines.push({ start: startTime, text: fresh.join(' ') });
    last = said.at(-1) ?? last;
  }
  return lines;
}

/** The last of them that has begun; -1: none. They are in the order of their starts. */
export function indexAt(starts: readonly number[], seconds: number): number {
  return starts.findLastIndex((start) => start <= seconds);
}

/** As people type: without caring for accents and capitals. */
export function foldText(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
