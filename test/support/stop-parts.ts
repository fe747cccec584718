import { PARTS_VARIABLE } from './parts';

/** After it they can be started anew, as by one benchmark after another. */
export default async function stopParts(): Promise<void> {
  const { stopParts: stop } = globalThis as { stopParts?: () => Promise<void> };
  await stop?.();
  Object.assign(globalThis, { stopParts: undefined });
  Reflect.deleteProperty(process.env, PARTS_VARIABLE);
}
