// First: what follows may not load on an old Node.
import '@app/runtime';
import { readSandboxSettings } from '@app/config';
import { NodeProcessRunner } from '@app/process';
import { startSandbox } from './start-sandbox';

async function main(): Promise<void> {
  const { bytesPerSecond, ...settings } = readSandboxSettings();
  const sandbox = await startSandbox({
    ...settings,
    processes: new NodeProcessRunner(),
    throttle: { bytesPerSecond },
  });
  console.log(JSON.stringify({ message: 'sandbox listens', url: sandbox.origin }));
  const stop = () => void sandbox.close().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
