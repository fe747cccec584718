import { copyFile, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeProcessRunner, ToolLauncher } from '@app/process';
import { sampleFilm } from '@app/testing/parts';
import { testConfig } from '@app/testing/test-config';
import { useDirectory } from '@app/testing/use-directory';
import { imageTypeOf } from '../image-type';
import { ContainerReader } from '../inspection/container-reader';
import { Ffprobe } from '../inspection/ffprobe';
import { Stills } from './stills';

const never = new AbortController().signal;

describe(Stills, () => {
  let tools: ToolLauncher;
  let containers: ContainerReader;
  let stills: Stills;
  let ffprobe: Ffprobe;
  const directory = useDirectory();
  let film: string;

  beforeAll(() => {
    tools = new ToolLauncher(new NodeProcessRunner(), testConfig());
    containers = new ContainerReader();
    stills = new Stills(tools, containers);
    ffprobe = new Ffprobe(tools);
  });

  beforeEach(async () => {
    film = join(directory.path, 'media.mp4');
    await copyFile(await sampleFilm(), film);
  });

  async function sizeOf(picture: string): Promise<string> {
    const command = (process.env.FFMPEG_PATH ?? 'ffmpeg').replace(/ffmpeg$/, 'ffprobe');
    const args = ['-v', 'error', '-show_entries', 'stream=width,height', '-of', 'csv=p=0', picture];
    return (await new NodeProcessRunner().run({ command, args, name: 'ffprobe' })).stdout.trim();
  }

  afterAll(async () => {
    await containers.onModuleDestroy();
    await tools.onApplicationShutdown();
  });

  it('should take a small picture, and leave the film as it is', async () => {
    const before = await readFile(film);
    const still = await stills.jpegOf(film, await ffprobe.readFacts(film, never), never);
    expect(imageTypeOf(await readFile(still ?? ''))).toBe('jpg');
    await expect(sizeOf(still ?? '')).resolves.toBe('448,252');
    expect((await stat(still ?? '')).size).toBeLessThan(64 * 1024);
    expect((await readFile(film)).equals(before)).toBe(true);
  });

  it('should take one of a film that is shorter than it says, and none of sound or of what is no film', async () => {
    const facts = await ffprobe.readFacts(film, never);
    await expect(stills.jpegOf(film, { ...facts, videoCodec: null }, never)).resolves.toBeNull();
    await expect(stills.jpegOf(film, { ...facts, durationSeconds: 86_400 }, never)).resolves.toMatch(
      /\.jpg$/,
    );
    await writeFile(film, 'not a film');
    await expect(stills.jpegOf(film, facts, never)).resolves.toBeNull();
  });

  it('should make the same of an excerpt, which is far smaller than the film', async () => {
    const facts = await ffprobe.readFacts(film, never);
    const excerpt = (await stills.excerptOf(film, facts, never)) ?? '';
    expect((await stat(excerpt)).size).toBeLessThan((await stat(film)).size / 2);
    const still = await stills.jpegOf(film, facts, never);
    const ofFilm = await readFile(still ?? '');
    await expect(stills.jpegOfExcerpt(excerpt, never)).resolves.toBe(still);
    expect((await readFile(still ?? '')).equals(ofFilm)).toBe(true);
  });

  it('should have no excerpt of sound, of what is no film, or of what lies behind a link', async () => {
    const facts = await ffprobe.readFacts(film, never);
    await expect(stills.excerptOf(film, { ...facts, videoCodec: null }, never)).resolves.toBeNull();
    const link = join(directory.path, 'link.mp4');
    await symlink(film, link);
    await expect(stills.excerptOf(link, facts, never)).resolves.toBeNull();
    await writeFile(film, 'not a film');
    await expect(stills.excerptOf(film, facts, never)).resolves.toBeNull();
  });

  it('should write nothing where a link leads', async () => {
    const victim = join(directory.path, 'victim');
    await writeFile(victim, 'as it was');
    for (const name of ['still.jpg', 'key-frames.mkv']) await symlink(victim, join(directory.path, name));
    const facts = await ffprobe.readFacts(film, never);
    await stills.jpegOf(film, facts, never);
    await expect(stills.excerptOf(film, facts, never)).resolves.toMatch(/key-frames\.mkv$/);
    await expect(readFile(victim, 'utf8')).resolves.toBe('as it was');
  });

  it('should stop when it is told to', async () => {
    const reason = new Error('cancelled');
    const facts = await ffprobe.readFacts(film, never);
    await expect(stills.jpegOf(film, facts, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
