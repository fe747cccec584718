/** Tells the other tabs of this browser who signed in, or null when they signed out; and hears it from them. */
export function withOtherTabs(hear: (userId: string | null) => void): {
  tell: (userId: string | null) => void;
} {
  const channel = new BroadcastChannel('session');
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === null || typeof data === 'string') hear(data);
  });
  return { tell: (userId) => channel.postMessage(userId) };
}
