import { type LiveUpdate, type TopicKind, watch, type WatchedTopic } from '@app/liveclient';
import { answerOf, api } from '../api/client';
import { session } from '../api/session.svelte';

interface Following<Kind extends TopicKind> {
  signal: AbortSignal;
  onUpdate: (update: LiveUpdate<Kind>) => void;
  onLost: () => void;
}

const PAUSE_MS = 4000;

/** Watches with the cookie of this browser, which is renewed when it is too old, until the session ends. */
export async function follow<Kind extends TopicKind>(
  topic: WatchedTopic & { kind: Kind },
  { signal, onUpdate, onLost }: Following<Kind>,
): Promise<void> {
  let isFirst = true;
  /** None, but the cookie may be another person's by now: that ends this page, and its watching. Or they have another role. */
  const token = async () => {
    if (!isFirst) await answerOf(api.GET('/api/v1/auth/profile')).then(session.update, () => undefined);
    isFirst = false;
    return undefined;
  };
  while (!signal.aborted) {
    const end = await watch<Kind>(topic, { origin: location.origin, token, signal, onUpdate, onLost });
    if (end !== 'unauthenticated') return;
    const isRenewed = await session.renew().catch(() => undefined);
    if (isRenewed === undefined) {
      onLost();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    } else if (!isRenewed) {
      session.end();
      return;
    }
  }
}
