/*
 * Our own, because what npm has for this either was last released in 2024 and makes a DOM event target of every cue,
 * or knows no bounds; and because a writer is needed more than a reader: nothing but cues gets through.
 */

export interface Cue {
  /** Milliseconds. */
  start: number;
  end: number;
  /** Where on the picture, in WebVTT's words. */
  settings: string;
  text: string;
}

const MAX_LINES = 100_000;
const MAX_CUES = 20_000;
const MAX_CUE_LENGTH = 2_000;
const TIME = /^(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})$/;
const SETTING = /^(?:vertical:(?:rl|lr)|(?:line|position|size|align):[\w.,%-]{1,40})$/;
const ARROW = '-->';

/**
 * A caption file, SubRip or WebVTT, as WebVTT; undefined when it is neither. Styles, regions and notes are left out, and
 * so is what no cue can be made of. Takes as long as the text is.
 */
export function toWebVtt(text: string): string | undefined {
  const cues = readCues(text);
  if (cues.length === 0) return undefined;
  const blocks = cues.map(({ start, end, settings, text: words }) => {
    const place = settings === '' ? '' : ` ${settings}`;
    return `${timestamp(start)} ${ARROW} ${timestamp(end)}${place}\n${words}\n`;
  });
  return `WEBVTT\n\n${blocks.join('\n')}`;
}

function readCues(text: string): Cue[] {
  const cues: Cue[] = [];
  let open: Cue | undefined;
  for (const line of text.split(/\r\n|\n|\r/, MAX_LINES)) {
    const timing = line.includes(ARROW) ? readTiming(line) : undefined;
    if (timing) {
      if (cues.length === MAX_CUES) break;
      cues.push((open = timing));
    } else if (line.trim() === '') open = undefined;
    else if (open) open.text = joined(open.text, line);
  }
  return cues.filter(({ text: words }) => words !== '');
}

function joined(text: string, line: string): string {
  if (text.length >= MAX_CUE_LENGTH) return text;
  const clean = line.replaceAll(ARROW, '→').replaceAll('\0', '');
  return (text === '' ? clean : `${text}\n${clean}`).slice(0, MAX_CUE_LENGTH);
}

/** `00:00:01,000 --> 00:00:02,500 align:start` */
function readTiming(line: string): Cue | undefined {
  const [from = '', arrow, to = '', ...settings] = line.trim().split(/\s+/, 12);
  const [start, end] = [milliseconds(from), milliseconds(to)];
  if (arrow !== ARROW || start === undefined || end === undefined || end <= start) return undefined;
  return { start, end, settings: settings.filter((one) => SETTING.test(one)).join(' '), text: '' };
}

function milliseconds(text: string): number | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const [hours = '0', minutes = '0', seconds = '0', fraction = '0'] = match.slice(1);
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return whole * 1000 + Number(fraction.padEnd(3, '0'));
}

function timestamp(ms: number): string {
  const parts = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  return `${parts.map((part) => String(part).padStart(2, '0')).join(':')}.${String(ms % 1000).padStart(3, '0')}`;
}
