import fc from 'fast-check';
import { downloadConfig, QUALITIES, YTDLP_ARGV, type YtdlpJob } from './ytdlp-config';
import { FILE_NAMES } from './ytdlp-files';

const PASSWORD = 'a-password_for-tests';
const JOB: YtdlpJob = {
  url: 'https://escola.example/aula',
  quality: 'best',
  defaultFormat: 'bestvideo[ext=mp4]+bestaudio[ext=m4a]/best',
  workDir: '/staging/d1/r1',
  proxy: `http://worker:${PASSWORD}@127.0.0.1:4000`,
  nodePath: '/opt/node/bin/node',
  ffmpegPath: 'ffmpeg',
  listsCaptions: true,
};

/** Splits as Python's shlex does, which yt-dlp reads its configuration with. */
function words(text: string): string[] {
  const found: string[] = [];
  const word = /(?:'[^']*'|"[^"]*"|[^\s'"])+/g;
  for (const [raw] of text.matchAll(word))
    found.push(
      raw.replaceAll(
        /'([^']*)'|"([^"]*)"/g,
        (_all, single?: string, double?: string) => single ?? double ?? '',
      ),
    );
  return found;
}

const wordsFor = (job: Partial<YtdlpJob>) => words(downloadConfig({ ...JOB, ...job }));

/** What stands behind an option. */
function valuesOf(option: string, all: string[]): (string | undefined)[] {
  return all.flatMap((word, index) => (word === option ? [all[index + 1]] : []));
}

const HOSTILE = [
  "https://x.example/a' --exec 'touch /tmp/pwned",
  'https://x.example/a" --exec "touch /tmp/pwned',
  "https://x.example/'\"'\"' --exec reboot",
  'https://x.example/a\n--exec reboot',
  'https://x.example/a\r\n--exec reboot',
  'https://x.example/$(reboot)/`reboot`/${HOME}',
  'https://x.example/a\\',
  "https://x.example/a\\' --exec reboot",
  'https://x.example/# --exec reboot',
  'https://x.example/?a=1 --exec=reboot',
  'https://x.example/--exec',
  'https://--exec.example/',
  'https://x.example/%27%20--exec%20reboot',
  'https://x.example/\u0000--exec',
  'https://x.example/\u2028--exec',
];

describe(downloadConfig, () => {
  it('should name the video last, and once', () => {
    const all = wordsFor({});
    expect(all.at(-1)).toBe('https://escola.example/aula');
    expect(all.filter((word) => word.includes('escola.example'))).toHaveLength(1);
  });

  it.each(HOSTILE)('should make nothing but one word of %j', (url) => {
    const harmless = wordsFor({});
    const all = wordsFor({ url });
    expect(all.slice(0, -1)).toEqual(harmless.slice(0, -1));
    expect(all.at(-1)).toBe(new URL(url).href);
  });

  it('should make nothing but one word of any URL', () => {
    const harmless = wordsFor({}).slice(0, -1);
    const text = fc.string({
      unit: fc.constantFrom(...Array.from('\'"\\$`# \n\r\t-=a%&;|(){}é')),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, (rest) => {
        const url = `https://x.example/${rest}`;
        const all = wordsFor({ url });
        expect(all).toEqual([...harmless, new URL(url).href]);
      }),
      { seed: 20_260_301, numRuns: 500 },
    );
  });

  it('should quote what the machine and the operator give, too', () => {
    const odd = {
      workDir: "/mnt/João's videos/$(x)",
      defaultFormat: `best[format_id!="a'b"]`,
      proxy: "http://w:p'w@h:1",
    };
    const all = wordsFor(odd);
    expect(valuesOf('--paths', all)).toEqual([odd.workDir]);
    expect(valuesOf('--format', all)).toEqual([odd.defaultFormat]);
    expect(valuesOf('--proxy', all)).toEqual([odd.proxy]);
  });

  it.each([
    ['--no-plugin-dirs'],
    ['--no-remote-components'],
    ['--no-cache-dir'],
    ['--no-update'],
    ['--no-playlist'],
    ['--newline'],
    ['--abort-on-error'],
    ['--no-simulate'],
  ])('should always say %s', (option) => {
    for (const quality of QUALITIES) expect(wordsFor({ quality })).toContain(option);
  });

  it.each([
    /^--exec/,
    /^--netrc/,
    /^--enable-file-urls$/,
    /^--(external-)?downloader-args$/,
    /^--write-(link|url-link|webloc-link|desktop-link)$/,
    /^--cookies/,
    /^--plugin-dirs$/,
    /^--remote-components$/,
    /^--config-locations?$/,
    /^--(no-)?ignore-config$/,
    /^--print-to-file$/,
    /^--batch-file$|^-a$/,
    /^--no-check-certificates?$/,
    /^--(username|password|video-password)$|^-[up]$/,
    /^--alias$/,
    /^--preset-alias$|^-t$/,
    /^--parse-metadata$/,
    /^--(write|convert|embed)-(auto-)?subs?$|^--all-subs$/,
    /^--write-info-json$|^--write-thumbnail$/,
    /^--use-postprocessor$|^--postprocessor-args$|^--ppa$/,
    /^--$/,
    /^--load-info/,
  ])('should never say %s', (forbidden) => {
    for (const quality of QUALITIES)
      expect(wordsFor({ quality, ffmpegPath: '/opt/ffmpeg' }).filter((word) => forbidden.test(word))).toEqual(
        [],
      );
  });

  it('should leave fetching to yt-dlp itself, whose every byte passes our proxy', () => {
    const all = wordsFor({});
    expect(valuesOf('--downloader', all)).toEqual(['native']);
    expect(valuesOf('--proxy', all)).toEqual([JOB.proxy]);
  });

  it('should leave live streams out, and cut texts by a rule that nobody else has a say in', () => {
    const all = wordsFor({});
    expect(valuesOf('--match-filters', all)).toEqual(['!is_live']);
    const at = all.indexOf('--replace-in-metadata');
    expect(all.slice(at + 1, at + 4)).toEqual(['title,description', '(?s)^(.{20000}).*', '\\1']);
  });

  it.each([true, false])('should ask for a list of captions: %s', (listsCaptions) => {
    const prints = valuesOf('--print', wordsFor({ listsCaptions })).join('\n');
    expect(prints.includes('automatic_captions')).toBe(listsCaptions);
  });

  it('should write below its own directory only', () => {
    const all = wordsFor({});
    expect(valuesOf('--paths', all)).toEqual([JOB.workDir]);
    expect(valuesOf('--output', all)).toEqual([FILE_NAMES]);
  });

  it('should put options on lines of their own and no secret into argv', () => {
    expect(YTDLP_ARGV).toEqual(['--ignore-config', '--config-locations', '-']);
    expect(downloadConfig(JOB)).toContain(PASSWORD);
    expect(downloadConfig(JOB).endsWith('\n')).toBe(true);
    for (const line of downloadConfig(JOB).trimEnd().split('\n')) expect(line).toMatch(/^(--[a-z]|'https:)/);
  });

  it('should name the stand-ins for ffmpeg', () => {
    expect(valuesOf('--ffmpeg-location', wordsFor({ ffmpegPath: '/opt/bin/ffmpeg' }))).toEqual([
      '/opt/bin/ffmpeg',
    ]);
  });

  it.each(['2160', '1440', '1080', '720', '480', '360'] as const)(
    'should cap the picture at %s',
    (quality) => {
      const all = wordsFor({ quality });
      expect(valuesOf('--format', all)).toEqual(['bestvideo*+bestaudio/best']);
      expect(valuesOf('--format-sort', all)).toEqual([`res:${quality},ext:mp4:m4a`]);
    },
  );

  it('should leave the picture out for audio, and take the operator’s word for best', () => {
    const [audio] = valuesOf('--format', wordsFor({ quality: 'audio' }));
    expect(audio).toMatch(/^bestaudio/);
    expect(audio).not.toMatch(/video/);
    expect(valuesOf('--format', wordsFor({ quality: 'best' }))).toEqual([JOB.defaultFormat]);
  });

  it.each(['aula', '-', '', 'https://'])('should not accept %j, which is no URL', (url) => {
    expect(() => downloadConfig({ ...JOB, url })).toThrow('Invalid URL');
  });
});
