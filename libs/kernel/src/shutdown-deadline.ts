/**
 * Ends the process when it was asked to end and is still there after `ms` milliseconds: something it says goodbye to does
 * not answer. To be called when an app handles signals; until then they end the process at once.
 */
export function exitWithin(ms: number, tell: (message: string) => void): void {
  const begin = () => {
    setTimeout(() => {
      tell(`did not end within ${String(ms / 1000)} seconds and was ended; what it ran goes on elsewhere`);
      process.exit(1);
    }, ms).unref();
  };
  process.once('SIGTERM', begin);
  process.once('SIGINT', begin);
}
