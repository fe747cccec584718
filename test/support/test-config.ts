import { AppConfig } from '@app/config';

/** A configuration with what must be there, for parts that are tested without a system around them. */
export function testConfig(env: Record<string, string> = {}): AppConfig {
  return new AppConfig({
    NODE_ENV: 'test',
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    REDIS_URL: 'redis://127.0.0.1:1',
    ENCRYPTION_KEY: 'rJ3kQy0bV8sTn5Wc1LdXzF7hGm2Pe9AoUi4KtBvRq6E=',
    JWT_SECRET_KEY: 'a secret that signs the tokens of tests',
    YTDLP_PATH: process.env.YTDLP_PATH ?? 'yt-dlp',
    FFMPEG_PATH: process.env.FFMPEG_PATH ?? 'ffmpeg',
    ...env,
  });
}
