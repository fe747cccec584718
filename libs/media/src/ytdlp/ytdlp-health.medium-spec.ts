import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeProcessRunner, ToolLauncher } from '@app/process';
import { testConfig } from '@app/testing/test-config';
import { useDirectory } from '@app/testing/use-directory';
import { whyUnusable, YtdlpHealth } from './ytdlp-health';

describe(YtdlpHealth, () => {
  const directory = useDirectory();

  /** A yt-dlp that tells of itself what the real one tells. */
  async function healthOf(...lines: string[]): Promise<YtdlpHealth> {
    const path = join(directory.path, 'yt-dlp');
    await writeFile(path, `#!/bin/sh\ncat >&2 <<'EOL'\n${lines.join('\n')}\nEOL\nexit 2\n`);
    await chmod(path, 0o755);
    return new YtdlpHealth(new ToolLauncher(new NodeProcessRunner(), testConfig({ YTDLP_PATH: path })));
  }

  const version = (text: string) => `[debug] yt-dlp version stable@${text} from yt-dlp/yt-dlp [c91f8de0b]`;
  const LIBRARIES = '[debug] Optional libraries: certifi-2022.09.24, yt_dlp_ejs-0.3.1';

  it('should know the real one', async () => {
    const state = await new YtdlpHealth(new ToolLauncher(new NodeProcessRunner(), testConfig())).checkYtdlp();
    expect(state).toMatchObject({ usable: true, jsRuntime: `node ${process.versions.node}` });
    expect(whyUnusable(state, { needsSolver: false })).toBeUndefined();
  });

  it.each([
    ['2026.10.26', true],
    ['2026.07.04', true],
    ['2026.07.03', false],
    ['2023.03.04', false],
  ])('should say of version %s that it is usable: %s', async (text, usable) => {
    const state = await (await healthOf(version(text), LIBRARIES)).checkYtdlp();
    expect(state).toMatchObject({ version: text, usable, solver: true });
    const reason = whyUnusable(state, { needsSolver: true });
    expect(reason).toEqual(usable ? undefined : expect.stringContaining(`${text} is older than`));
  });

  it('should want the solver only where it is needed', async () => {
    const state = await (await healthOf(version('2026.10.26'))).checkYtdlp();
    expect(state).toMatchObject({ usable: true, solver: false });
    expect(whyUnusable(state, { needsSolver: false })).toBeUndefined();
    expect(whyUnusable(state, { needsSolver: true })).toContain('solver');
  });

  it.each([['nothing'], ['yt-dlp version unknown']])('should not trust one that says %s', async (line) => {
    const state = await (await healthOf(line)).checkYtdlp();
    expect(whyUnusable(state, { needsSolver: false })).toBe('yt-dlp is missing');
  });

  it('should ask once while all is well, and again after a while when it is not', async () => {
    const health = await healthOf(version('2023.03.04'));
    const old = await health.checkYtdlp();
    await healthOf(version('2026.10.26'), LIBRARIES);
    await expect(health.checkYtdlp()).resolves.toBe(old);
    const now = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 6 * 60_000);
    const installed = await health.checkYtdlp();
    expect(installed).toMatchObject({ version: '2026.10.26', usable: true });
    now.mockReturnValue(performance.now() + 24 * 3_600_000);
    await expect(health.checkYtdlp()).resolves.toBe(installed);
    now.mockRestore();
  });
});
