// First: what follows may not load on an old Node.
import '@app/runtime';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readLocalSettings } from '@app/config';
import { messageOf, StartupError } from '@app/kernel';
import { NodeProcessRunner } from '@app/process';
import { runDemo } from './demo/demo';
import { ADMIN_EMAIL, LocalStack } from './local-stack';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** So slow that the bars can be watched. */
const DEMO_BYTES_PER_SECOND = 400_000;

async function start(): Promise<void> {
  const settings = readLocalSettings();
  const stack = await LocalStack.create({
    settings,
    processes: new NodeProcessRunner(),
    say: (text) => say(`${text} …`),
    sandboxBytesPerSecond: 0,
    anyPort: false,
  });
  const ended = untilAskedToStop();
  try {
    await Promise.race([stack.startAll(), ended]);
    say(`\nClassroom Downloader runs at ${stack.origin}`);
    say(`  dashboard   ${stack.origin}/app/`);
    say(`  API         ${stack.origin}/docs`);
    say(`  queues      ${stack.origin}/queues`);
    say(`  sign in     ${ADMIN_EMAIL}  ${stack.secrets.adminPassword}`);
    say(`  API key     ${stack.secrets.apiKey}`);
    say(
      `  Google      ${stack.sandboxOrigin === undefined ? 'the real one' : `the sandbox at ${stack.sandboxOrigin}, because GOOGLE_CLIENT_ID is not set`}`,
    );
    if (settings.unused.length > 0)
      say(`  not used    ${settings.unused.join(', ')}: PostgreSQL and Redis are its own`);
    say(`  data, logs  ${settings.dataDir}\n\nCtrl-C ends it.`);
    await ended;
  } finally {
    say('Stopping …');
    await stack.stopAll();
  }
}

async function demo(): Promise<void> {
  const settings = readLocalSettings();
  // A data directory of its own, so that every demo tells the same story; the sandbox's videos are kept.
  const dataDir = join(settings.dataDir, 'demo');
  await rm(join(dataDir, 'postgres'), { recursive: true, force: true });
  await rm(join(dataDir, 'redis'), { recursive: true, force: true });
  await rm(join(dataDir, 'videos'), { recursive: true, force: true });
  const stack = await LocalStack.create({
    settings: { ...settings, dataDir, googleClientId: undefined, given: {} },
    processes: new NodeProcessRunner(),
    say: (text) => say(`${text} …`),
    sandboxBytesPerSecond: DEMO_BYTES_PER_SECOND,
    anyPort: true,
  });
  const ended = untilAskedToStop();
  try {
    await Promise.race([
      stack.startAll().then(() =>
        runDemo({
          origin: stack.origin,
          apiKey: stack.secrets.apiKey,
          videosDir: join(dataDir, 'videos'),
          out: process.stdout,
        }),
      ),
      ended,
    ]);
  } finally {
    await stack.stopAll();
  }
}

/** Rejects on Ctrl-C or TERM; a second one ends at once. */
function untilAskedToStop(): Promise<never> {
  return new Promise((_resolve, reject) => {
    let asked = false;
    const stop = () => {
      if (asked) process.exit(130);
      asked = true;
      reject(new AskedToStop());
    };
    process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
  });
}

class AskedToStop extends Error {}

const COMMANDS: Record<string, () => Promise<void>> = { start, demo };

async function main(): Promise<void> {
  const command = COMMANDS[process.argv[2] ?? ''];
  if (!command) throw new StartupError('usage: main start | demo');
  await command();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof AskedToStop) process.exit(0);
    console.error(error instanceof StartupError ? error.message : error);
    if (!(error instanceof StartupError)) console.error(messageOf(error));
    process.exit(1);
  },
);
