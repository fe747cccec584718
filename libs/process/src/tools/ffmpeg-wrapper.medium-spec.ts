import { link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProcessResult } from '../process-runner';
import { NodeProcessRunner } from '../node-process-runner';
import { ffmpegWrapper, INPUT_OPTIONS, REFUSED_EXIT_CODE } from './ffmpeg-wrapper';

const FFMPEG = process.env.FFMPEG_PATH ?? '/usr/bin/ffmpeg';
const FFPROBE = FFMPEG.replace(/ffmpeg$/, 'ffprobe');

type Wrapped = 'ffmpeg' | 'ffprobe' | 'still';

/** Of all that ffmpeg can read, the containers of films and sound. */
const WANTED = [
  ...['aac', 'ac3', 'amr', 'asf', 'avi', 'eac3', 'flac', 'flv', 'h264', 'hevc', 'matroska,webm'],
  ...['mov,mp4,m4a,3gp,3g2,mj2', 'mp3', 'mpeg', 'mpegts', 'mpegvideo', 'ogg', 'wav'],
];

describe('the stand-ins for ffmpeg and ffprobe', () => {
  const runner = new NodeProcessRunner();
  let root: string;
  let run: string;
  let listener: Server;
  let connections = 0;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'classroom-test-'));
    run = join(root, 'run');
    await mkdir(run);
    for (const tool of ['ffmpeg', 'ffprobe', 'still'] as const) {
      const program = tool === 'ffprobe' ? FFPROBE : FFMPEG;
      await writeFile(join(root, tool), ffmpegWrapper(tool, program), { mode: 0o755 });
    }
    listener = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined).destroy();
    }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    await writeFile(join(root, 'secret.ts'), 'hunter2');
    await film('film.mp4');
  });

  afterAll(async () => {
    listener.close();
    await rm(root, { recursive: true, force: true });
  });

  async function film(name: string): Promise<void> {
    const source = ['-f', 'lavfi', '-i', 'testsrc=d=1:s=64x64:r=5', '-f', 'lavfi', '-i', 'sine=d=1'];
    await runner.run({ command: FFMPEG, args: ['-v', 'error', '-y', ...source, join(run, name)] });
  }

  function wrapped(tool: Wrapped, args: string[]): Promise<ProcessResult> {
    const env = { RUN_DIRECTORY: run };
    return runner.run({ command: join(root, tool), args, cwd: run, env, timeoutMs: 20_000 });
  }

  async function expectRefused(...calls: [tool: Wrapped, ...args: string[]][]): Promise<void> {
    expect(await exitCodes(calls)).toEqual(
      calls.map((call) => `${String(REFUSED_EXIT_CODE)} ${call.join(' ')}`),
    );
  }

  /** One shell for all of them: there are a thousand. */
  async function exitCodes(calls: string[][]): Promise<string[]> {
    const quoted = (word: string) => `'${word.replaceAll("'", `'"'"'`)}'`;
    const lines = calls.map(
      ([tool = '', ...args]) =>
        `"$0"/${tool} ${args.map(quoted).join(' ')} >/dev/null 2>&1 </dev/null; echo $?`,
    );
    const script = join(root, 'calls.sh');
    await writeFile(script, lines.join('\n'));
    const env = { RUN_DIRECTORY: run };
    const args = ['-c', '. "$1"', root, script];
    const { stdout } = await runner.run({ command: 'sh', args, cwd: run, env });
    return stdout
      .trim()
      .split('\n')
      .map((code, index) => `${code} ${(calls[index] ?? []).join(' ')}`);
  }

  const listed = async (what: string) =>
    (await runner.run({ command: FFMPEG, args: ['-hide_banner', what] })).stdout.split('\n');

  describe('what yt-dlp asks for', () => {
    it('should tell its version and what it can do', async () => {
      await expect(wrapped('ffmpeg', ['-bsfs'])).resolves.toMatchObject({
        stdout: expect.stringContaining('aac_adtstoasc') as string,
      });
      await expect(wrapped('ffprobe', ['-bsfs'])).resolves.toBeDefined();
    });

    it.each([
      ['merge', '-c copy -map 0:v:0 -map 1:a:0 -movflags +faststart'],
      ['copy', '-map 0 -dn -ignore_unknown -c copy -movflags +faststart'],
      [
        'put into another container',
        '-map 0 -dn -ignore_unknown -c copy -f mp4 -bsf:a aac_adtstoasc -movflags +faststart',
      ],
      ['stretch', '-map 0 -dn -ignore_unknown -c copy -aspect 1.777778 -movflags +faststart'],
      [
        'put time right',
        '-c copy -bsf setts=ts=TS-STARTPTS -map 0 -dn -ignore_unknown -ss 0.001 -movflags +faststart',
      ],
    ])('should %s', async (_, line) => {
      const input = (name: string) => ['-i', `file:${join(run, name)}`];
      const begin = ['-y', '-loglevel', 'repeat+info', ...input('film.mp4'), ...input('film.mp4')];
      const output = `film.temp.mp4`;
      await wrapped('ffmpeg', [...begin, ...line.split(' '), `file:${join(run, output)}`]);
      const facts = '-hide_banner -show_format -show_streams -print_format json'.split(' ');
      const { stdout } = await wrapped('ffprobe', [...facts, `file:${output}`]);
      expect(JSON.parse(stdout)).toMatchObject({ format: { nb_streams: expect.any(Number) as number } });
    });
  });

  it('should open nothing for any protocol that ffmpeg knows', async () => {
    const lines = (await listed('-protocols')).map((line) => line.trim());
    const protocols = lines.filter((line) => /^[a-z0-9]+$/.test(line));
    expect(protocols.length).toBeGreaterThan(20);
    const { port } = listener.address() as AddressInfo;
    const names = [...new Set(protocols.filter((name) => name !== 'file'))];
    const inputs = names.flatMap((name) => [
      `${name}://127.0.0.1:${String(port)}/x`,
      `${name}:${join(root, 'secret.ts')}`,
    ]);
    await expectRefused(
      ...inputs.flatMap((input): [tool: Wrapped, ...args: string[]][] => [
        ['ffprobe', input],
        ['ffmpeg', '-i', input, '-c', 'copy', 'file:out.mp4'],
        ['ffmpeg', '-i', 'film.mp4', '-c', 'copy', input],
      ]),
    );
    expect(connections).toBe(0);
  });

  it('should let through of all that ffmpeg can read only films and sound', async () => {
    const table = (await listed('-demuxers')).flatMap((line) => /^\s*D\S*\s+(\S+)/.exec(line)?.[1] ?? []);
    const demuxers = table.filter((name) => name !== '=');
    expect(demuxers.length).toBeGreaterThan(200);
    await expectRefused(
      ...demuxers.map((name): ['ffprobe', ...string[]] => ['ffprobe', '-f', name, 'film.mp4']),
    );
    // And what stands before every input holds by itself.
    const probe = `timeout 20 "$0" -v error ${INPUT_OPTIONS.join(' ')} -f "\${name%%,*}" file:film.mp4 2>&1`;
    const script = `for name in "$@"; do ${probe} | grep -qi 'not on whitelist' || echo "$name"; done`;
    const args = ['-c', script, FFPROBE, ...demuxers];
    const { stdout } = await runner.run({ command: 'sh', args, cwd: run });
    const opened = stdout.trim().split('\n');
    expect(opened.sort()).toEqual(WANTED.sort());
  });

  it('should take plain files of the run only', async () => {
    await symlink(join(root, 'secret.ts'), join(run, 'link.ts'));
    await mkdir(join(run, 'inner'), { recursive: true });
    await link(join(run, 'film.mp4'), join(run, 'inner', 'film.mp4'));
    await runner.run({ command: 'mkfifo', args: [join(run, 'pipe.ts')] });
    const outside = ['../secret.ts', join(root, 'secret.ts'), join(run, '..', 'secret.ts'), '/etc/passwd'];
    const inside = ['link.ts', 'pipe.ts', 'inner', 'inner/film.mp4', '.', '', '-', 'nothing.mp4'];
    for (const name of [...outside, ...inside]) {
      await expectRefused(
        ['ffprobe', `file:${name}`],
        ['ffmpeg', '-i', `file:${name}`, '-c', 'copy', 'file:out.mp4'],
      );
    }
    const noOutput = ['link.ts', 'pipe.ts', 'inner/out.mp4', 'out.m3u8', 'out.png', 'out', '-'];
    for (const name of [...outside, ...noOutput]) {
      await expectRefused(['ffmpeg', '-i', 'film.mp4', '-c', 'copy', `file:${name}`]);
    }
  });

  // Two spaces hold an empty argument.
  it.each([
    'ffmpeg -f concat -safe 0 -i film.mp4 out.mp4',
    'ffmpeg -i film.mp4 -vf movie=/etc/passwd out.mp4',
    'ffmpeg -i film.mp4 -filter_complex movie=x out.mp4',
    'ffmpeg -i film.mp4 -lavfi subtitles=/etc/passwd out.mp4',
    'ffmpeg -i film.mp4 -filter_script:v /etc/passwd out.mp4',
    'ffmpeg -i film.mp4 -/filter /etc/passwd out.mp4',
    'ffmpeg -dump_attachment:t  -i film.mp4 out.mp4',
    'ffmpeg -i film.mp4 -attach /etc/passwd out.mp4',
    'ffmpeg -i film.mp4 -f tee out.mp4',
    'ffmpeg -i film.mp4 -f hls out.mp4',
    'ffmpeg -i film.mp4 -c libx264 out.mp4',
    'ffmpeg -i film.mp4 -passlogfile /tmp/x out.mp4',
    'ffmpeg -i film.mp4 -vstats_file /tmp/x out.mp4',
    'ffmpeg -i film.mp4 -progress tcp://127.0.0.1:1 out.mp4',
    'ffmpeg -report -i film.mp4 out.mp4',
    'ffmpeg -protocol_whitelist file,tcp -i film.mp4 out.mp4',
    'ffmpeg -i film.mp4 out.mp4 out.mp4',
    'ffmpeg -i film.mp4 -map 0 out.mp4 -y',
    'ffmpeg -i film.mp4 -map',
    'ffmpeg -i film.mp4',
    'ffmpeg -i',
    'ffmpeg out.mp4',
    'ffmpeg -map 0 -i film.mp4 out.mp4',
    'ffmpeg -i film.mp4 -bsf trace_headers out.mp4',
    'ffmpeg -i film.mp4 -loglevel debug out.mp4',
    'ffmpeg -bsfs -i http://127.0.0.1/',
    'ffmpeg -devices',
    'ffmpeg',
    'ffprobe -f concat film.mp4',
    'ffprobe -show_entries format film.mp4',
    'ffprobe -o /tmp/x film.mp4',
    'ffprobe film.mp4 film.mp4',
    'ffprobe -i film.mp4',
    'ffprobe -print_format xml film.mp4',
    'ffprobe',
    'still 0 film.mp4 out.mp4',
    'still 0 film.mp4 film.mp4',
    'still 0 film.mp4 ../still.jpg',
    'still 0 /etc/passwd still.jpg',
    'still 0 - still.jpg',
    'still 0 http://127.0.0.1/ still.jpg',
    'still -y film.mp4 still.jpg',
    'still  film.mp4 still.jpg',
    'still 0 film.mp4 still.jpg -y',
    'still 0 film.mp4',
    'still',
  ])('should refuse “%s”', async (line) => {
    await expectRefused(line.split(' ') as [tool: Wrapped, ...args: string[]]);
  });

  describe('a picture out of a film', () => {
    it('should be a JPEG as wide as the film', async () => {
      await wrapped('still', ['0.2', join(run, 'film.mp4'), join(run, 'still.jpg')]);
      expect((await readFile(join(run, 'still.jpg'))).toString('latin1', 0, 3)).toBe('\xff\xd8\xff');
      await expectRefused(['still', '0.2', 'film.mp4', 'still.jpg']);
      await rm(join(run, 'still.jpg'));
    });
  });
});
