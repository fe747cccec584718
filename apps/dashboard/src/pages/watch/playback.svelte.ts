import { indexAt, type Line, linesOf } from './transcript';
import type { Action } from './watch-keys';

export const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
export const OFF = 'off';
const SPEED = 'watch-speed';
const CAPTIONS = 'watch-captions';

/** A video that plays, and what the page shows of it. */
export class Playback {
  video = $state<HTMLVideoElement>();
  time = $state(0);
  speed = $state(1);
  /** The language that is shown over the picture, or `off`. */
  captions = $state(OFF);
  lines = $state.raw<ReadonlyMap<string, Line[]>>(new Map());
  readonly canFloat = document.pictureInPictureEnabled;

  /** @param languages of the captions that there are, the reader's own first */
  constructor(readonly languages: readonly string[]) {
    const speed = Number(recall(SPEED));
    if (SPEEDS.includes(speed)) this.speed = speed;
    const captions = recall(CAPTIONS);
    if (captions !== null && captions !== OFF && languages.length > 0)
      this.captions = languages.includes(captions) ? captions : (languages[0] ?? OFF);
  }

  /** The language to read along in. */
  get spoken(): string | undefined {
    return this.captions === OFF ? this.languages[0] : this.captions;
  }

  get length(): number {
    const length = this.video?.duration ?? 0;
    return Number.isFinite(length) ? length : 0;
  }

  seek(seconds: number): void {
    if (!this.video) return;
    this.video.currentTime = Math.max(0, Math.min(seconds, this.length || seconds));
    this.time = this.video.currentTime;
  }

  chooseSpeed(speed: number): void {
    this.speed = speed;
    keep(SPEED, String(speed));
    if (!this.video) return;
    // What is loaded anew begins with the default.
    this.video.defaultPlaybackRate = speed;
    this.video.playbackRate = speed;
  }

  chooseCaptions(language: string): void {
    this.captions = language;
    keep(CAPTIONS, language);
    this.showCaptions();
  }

  /** One is shown, one is only read along; the others are not even fetched. */
  showCaptions(): void {
    for (const track of this.video?.textTracks ?? []) {
      const mode = track.language === this.spoken ? 'hidden' : 'disabled';
      track.mode = track.language === this.captions ? 'showing' : mode;
    }
  }

  /** The controls of the video have a choice of captions, too. */
  readCaptions(): void {
    const shown = [...(this.video?.textTracks ?? [])].find(({ mode }) => mode === 'showing');
    const language = shown?.language ?? OFF;
    if (language !== this.captions) this.chooseCaptions(language);
  }

  readLines({ language, cues }: TextTrack): void {
    const said = [...((cues ?? []) as Iterable<VTTCue>)].map((cue) => ({
      startTime: cue.startTime,
      text: cue.getCueAsHTML().textContent,
    }));
    this.lines = new Map([...this.lines, [language, linesOf(said)]]);
  }

  act(action: Action): void {
    const at = this.video?.currentTime ?? 0;
    const acts: Record<Action, () => void> = {
      toggle: () => this.toggle(),
      back: () => this.seek(at - 10),
      forward: () => this.seek(at + 10),
      'back-little': () => this.seek(at - 5),
      'forward-little': () => this.seek(at + 5),
      captions: () => this.chooseCaptions(this.captions === OFF ? (this.spoken ?? OFF) : OFF),
      fullscreen: () => this.fill(),
      picture: () => this.float(),
      slower: () => this.change(-1),
      faster: () => this.change(1),
    };
    acts[action]();
  }

  play(): void {
    // A browser may want a press first; the button to press is there.
    void this.video?.play().catch(() => undefined);
  }

  /** Over the other windows, and back. */
  float(): void {
    if (!this.canFloat) return;
    const change = document.pictureInPictureElement
      ? document.exitPictureInPicture()
      : this.video?.requestPictureInPicture();
    void change?.catch(() => undefined);
  }

  private toggle(): void {
    if (this.video?.paused) this.play();
    else this.video?.pause();
  }

  private fill(): void {
    const change = document.fullscreenElement ? document.exitFullscreen() : this.video?.requestFullscreen();
    void change?.catch(() => undefined);
  }

  private change(steps: number): void {
    const now = indexAt(SPEEDS, this.speed);
    this.chooseSpeed(SPEEDS[Math.max(0, Math.min(now + steps, SPEEDS.length - 1))] ?? 1);
  }
}

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // It holds until the page is closed.
  }
}
