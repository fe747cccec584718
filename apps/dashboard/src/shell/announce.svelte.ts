import { answerOf, api } from '../api/client';
import { t } from '../i18n/language.svelte';
import { live } from '../live/live.svelte';
import { nameOf } from '../live/phase';

const APART_MS = 10_000;

/** What ears are told: ends and failures, several at once put into one sentence, ten seconds apart. */
export class Announcements {
  text = $state('');
  private saved: string[] = [];
  private failed: string[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private toldAt = 0;

  start(): () => void {
    const stop = live.onEnded(({ id }) => void this.note(id));
    return () => {
      stop();
      clearTimeout(this.timer);
    };
  }

  private async note(id: string): Promise<void> {
    const asked = api.GET('/api/v1/downloads/{id}', { params: { path: { id } } });
    const ended = await answerOf(asked).catch(() => undefined);
    if (!ended) return;
    const name = nameOf({ title: ended.title, url: ended.video_url });
    if (ended.status === 'completed') this.saved.push(name);
    else if (ended.status === 'failed') this.failed.push(name);
    else return;
    this.timer ??= setTimeout(() => this.tell(), Math.max(0, this.toldAt + APART_MS - Date.now()));
  }

  private tell(): void {
    const parts = this.failed.map((title) => t('live.failed', { title }));
    if (this.saved.length > 2) parts.push(t('live.count-saved', { n: this.saved.length }));
    else parts.push(...this.saved.map((title) => t('live.saved', { title })));
    this.text = parts.join('. ');
    this.saved = [];
    this.failed = [];
    this.timer = undefined;
    this.toldAt = Date.now();
  }
}
