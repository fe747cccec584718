export default async function stopParts(): Promise<void> {
  const { stopParts: stop } = globalThis as { stopParts?: () => Promise<void> };
  await stop?.();
  Object.assign(globalThis, { stopParts: undefined });
}
