import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { cleanEnv } from 'envalid';
import { ALIASES, DATABASE_PARTS, givenByAlias } from './aliases';
import { portNumber, positive, text } from './validators';
import { VARIABLES } from './variables';

/** What `npm start` and `npm run demo` take from the environment; scripts/bootstrap.mjs fills in the tools it found. */
export interface LocalSettings {
  port: number;
  dataDir: string;
  redisServer: string;
  ytdlp: string;
  ffmpeg: string;
  /** With it, the real Google is used instead of the sandbox. */
  googleClientId?: string;
  /** Variables of the apps that the person has set: they are passed on. Those of the database are not: it is our own. */
  given: Record<string, string>;
  /** Names of variables of the person's that have no effect here. */
  unused: string[];
  /** Variables that are among them under another name. */
  givenByAlias: string[];
}

/** Reads them, from `.env` too. */
export function readLocalSettings(): LocalSettings {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const source = process.env;
  const env = cleanEnv(source, {
    PORT: portNumber({ default: 8001 }),
    DATA_DIR: text({ default: '.data' }),
    REDIS_SERVER_PATH: text({ default: 'redis-server' }),
    YTDLP_PATH: text({ default: 'yt-dlp' }),
    FFMPEG_PATH: text({ default: 'ffmpeg' }),
    GOOGLE_CLIENT_ID: text({ default: undefined }),
  });
  return {
    port: env.PORT,
    dataDir: resolve(env.DATA_DIR),
    redisServer: env.REDIS_SERVER_PATH,
    ytdlp: env.YTDLP_PATH,
    ffmpeg: env.FFMPEG_PATH,
    googleClientId: env.GOOGLE_CLIENT_ID === '' ? undefined : env.GOOGLE_CLIENT_ID,
    given: givenVariables(source),
    unused: [...DATABASE_PARTS, 'DATABASE_URL', 'REDIS_URL']
      .flatMap((name) => [name, `${name}_FILE`])
      .filter((name) => Boolean(source[name])),
    givenByAlias: givenByAlias(source),
  };
}

function givenVariables(source: NodeJS.ProcessEnv): Record<string, string> {
  const given: Record<string, string> = {};
  const names = [...Object.keys(VARIABLES), ...ALIASES].filter(
    (name) => !DATABASE_PARTS.some((part) => part === name),
  );
  for (const name of names.flatMap((known) => [known, `${known}_FILE`])) {
    const value = source[name];
    if (value !== undefined && value !== '') given[name] = value;
  }
  return given;
}

export interface SandboxSettings {
  port: number;
  mediaDirectory: string;
  secret: string;
  ffmpeg: string;
  /** 0: as fast as it goes. */
  bytesPerSecond: number;
}

/** What the sandbox app takes from the environment. */
export function readSandboxSettings(): SandboxSettings {
  const env = cleanEnv(process.env, {
    SANDBOX_PORT: portNumber({ default: 0 }),
    SANDBOX_MEDIA_DIR: text({ default: '.data/sandbox-media' }),
    SANDBOX_SECRET: text({ default: 'only for a sandbox' }),
    SANDBOX_BYTES_PER_SECOND: positive({ default: undefined }),
    FFMPEG_PATH: text({ default: 'ffmpeg' }),
  });
  return {
    port: env.SANDBOX_PORT,
    mediaDirectory: resolve(env.SANDBOX_MEDIA_DIR),
    secret: env.SANDBOX_SECRET,
    ffmpeg: env.FFMPEG_PATH,
    bytesPerSecond: env.SANDBOX_BYTES_PER_SECOND ?? 0,
  };
}
