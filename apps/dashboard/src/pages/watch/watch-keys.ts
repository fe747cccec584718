export const ACTIONS = {
  k: 'toggle',
  j: 'back',
  l: 'forward',
  ArrowLeft: 'back-little',
  ArrowRight: 'forward-little',
  c: 'captions',
  f: 'fullscreen',
  p: 'picture',
  '<': 'slower',
  '>': 'faster',
} as const;
export type Action = (typeof ACTIONS)[keyof typeof ACTIONS];

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** The tag of what has the focus, in lower case. */
  on: string;
}

const TYPED_INTO = new Set(['input', 'textarea', 'select']);

/** What a key does to the video; nothing while somebody types, or has switched the letters off. */
export function actionOf(
  { key, on, ...held }: Pressed,
  { letters }: { letters: boolean },
): Action | undefined {
  if (held.ctrlKey || held.metaKey || held.altKey || TYPED_INTO.has(on)) return undefined;
  const isArrow = key.startsWith('Arrow');
  // The video's own controls have arrows of their own.
  if (isArrow ? on === 'video' : !letters) return undefined;
  const name = isArrow ? key : key.toLowerCase();
  return Object.hasOwn(ACTIONS, name) ? ACTIONS[name as keyof typeof ACTIONS] : undefined;
}
