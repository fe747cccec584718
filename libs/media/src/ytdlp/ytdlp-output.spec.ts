import fc from 'fast-check';
import { itAlwaysReturns } from '@app/testing/table';
import { readYtdlpLine, type YtdlpEvent } from './ytdlp-output';

function infoOf(line: string) {
  const event = readYtdlpLine(line);
  return event?.kind === 'info' ? event.info : undefined;
}

describe(readYtdlpLine, () => {
  it('should read what a video is, from three JSON values on one line', () => {
    const line =
      '@info {"id": "abc", "title": "Aula 3", "description": "x", "duration": 61.5, "ext": "mp4", "height": 720, "extractor_key": "Youtube", "thumbnail": "https://i/x.jpg", "webpage_url": "https://y/x", "format_id": "136+140", "live_status": "not_live", "upload_date": "20261121", "chapters": [{"start_time": 0, "end_time": 9.5, "title": "Um"}, {"title": "lost"}, null, {"start_time": 9.5}]} [{"format_id": "136", "filesize": 7000, "filesize_approx": null, "protocol": "https", "url": "https://v/1", "http_headers": {"Referer": "https://y/", "X": 7}}, {"format_id": "140", "filesize_approx": 3000.4}] [{"width": 1280, "height": 720}, {"width": 720, "height": 1280}, {"width": null, "height": 360}, {"width": null, "height": null}, null, 7]';
    expect(readYtdlpLine(line)).toEqual<YtdlpEvent>({
      kind: 'info',
      info: {
        title: 'Aula 3',
        description: 'x',
        durationSeconds: 61.5,
        height: 720,
        thumbnailUrl: 'https://i/x.jpg',
        extractor: 'Youtube',
        tracks: [
          {
            formatId: '136',
            bytes: 7_000,
            exact: true,
            protocol: 'https',
            url: 'https://v/1',
            headers: { Referer: 'https://y/' },
          },
          { formatId: '140', bytes: 3_000.4, protocol: '', url: null, headers: {} },
        ],
        liveStatus: 'not_live',
        uploadDate: '2026-11-21',
        chapters: [
          { title: 'Um', startSeconds: 0, endSeconds: 9.5 },
          { title: null, startSeconds: 9.5, endSeconds: null },
        ],
        offered: [720, 720, 360],
      },
    });
  });

  it('should bound what a site says without end', () => {
    const chapters = Array.from({ length: 900 }, (_, index) => ({
      start_time: index,
      title: 'x'.repeat(900),
    }));
    const line = `@info ${JSON.stringify({ title: 'x'.repeat(9_000), description: 'x'.repeat(20_000), chapters })} [] []`;
    const info = infoOf(line);
    expect(info?.title).toHaveLength(500);
    expect(info?.description).toHaveLength(10_000);
    expect(info?.chapters).toHaveLength(500);
    expect(info?.chapters[0]?.title).toHaveLength(500);
  });

  it.each([
    [
      '@live {"live_status": "is_live", "extractor_key": "Youtube"}',
      { status: 'is_live', extractor: 'Youtube' },
    ],
    ['@live {}', { status: null, extractor: 'Generic' }],
  ])('should read from %s whether it is live', (line, live) => {
    expect(readYtdlpLine(line)).toEqual({ kind: 'live', live });
  });

  it('should take the video itself for the only track when there are no others', () => {
    const info = infoOf('@info {"id": "a", "title": "A", "format_id": "hls-1", "filesize_approx": 12} [] {}');
    expect(info).toMatchObject({ tracks: [{ formatId: 'hls-1', bytes: 12 }] });
  });

  it.each([
    '@info {} [] {}',
    '@info {}',
    '@info {"title": null, "duration": "NA", "height": "tall", "extractor_key": 7, "thumbnail": "", "upload_date": "soon", "chapters": 7} [] null',
  ])('should make do with %s', (line) => {
    expect(infoOf(line)).toEqual({
      title: null,
      description: null,
      durationSeconds: null,
      height: null,
      thumbnailUrl: null,
      extractor: 'Generic',
      tracks: [{ formatId: '', bytes: null, protocol: '', url: null, headers: {} }],
      liveStatus: null,
      uploadDate: null,
      chapters: [],
      offered: [],
    });
  });

  it.each<[string, object]>([
    [
      '@progress {"status": "downloading", "downloaded_bytes": 1024, "total_bytes": 4096, "speed": 512.5} {"format_id": "136", "filesize": 4096}',
      { formatId: '136', downloadedBytes: 1_024, totalBytes: 4_096, speed: 512.5, finished: false },
    ],
    [
      '@progress {"status": "downloading", "downloaded_bytes": 10.6, "total_bytes_estimate": 99.5} {"format_id": "hls"}',
      { formatId: 'hls', downloadedBytes: 11, totalBytes: 100, speed: null, finished: false },
    ],
    [
      '@progress {"status": "finished", "downloaded_bytes": 4096, "total_bytes": 4096} {"format_id": "140"}',
      { formatId: '140', downloadedBytes: 4_096, totalBytes: 4_096, speed: null, finished: true },
    ],
    [
      '@progress {"status": "downloading", "total_bytes": null, "total_bytes_estimate": null, "speed": null} {}',
      { formatId: '', downloadedBytes: 0, totalBytes: null, speed: null, finished: false },
    ],
    ['@progress {}', { formatId: '', downloadedBytes: 0, totalBytes: null, speed: null, finished: false }],
  ])('should read the progress %s', (line, progress) => {
    expect(readYtdlpLine(line)).toEqual({ kind: 'progress', progress });
  });

  it.each([
    ['@post {"status": "started", "postprocessor": "Merger"}', { kind: 'merging' }],
    ['@post {"status": "started", "postprocessor": "FixupM3u8"}', { kind: 'merging' }],
    ['@post {"status": "started", "postprocessor": "VideoRemuxer"}', { kind: 'merging' }],
    ['@post {"status": "finished", "postprocessor": "Merger"}', undefined],
    ['@post {"status": "started", "postprocessor": "MoveFiles"}', undefined],
    ['@post {"status": "started"}', undefined],
    ['@post {}', undefined],
  ])('should read %s as %j', (line, event) => {
    expect(readYtdlpLine(line)).toEqual(event);
  });

  it.each([
    ['@file "/staging/a/media.mp4"', '/staging/a/media.mp4'],
    ['@file "/staging/aula \\"3\\" \\u00e7 {x} [y].mp4"', '/staging/aula "3" ç {x} [y].mp4'],
  ])('should read the path in %s', (line, path) => {
    expect(readYtdlpLine(line)).toEqual({ kind: 'file', path });
  });

  itAlwaysReturns('should make nothing of %j', undefined, readYtdlpLine, [
    '',
    '[download] Destination: media.mp4',
    '[info] abc: Downloading 1 format(s): 136+140',
    // Only at the beginning of a line, and with what follows.
    'x @file "/etc/passwd"',
    '@file',
    '@file NA',
    '@file {"path": "/etc/passwd"}',
    '@file null',
    '@progress NA NA',
    '@progress {"status": "downloading"',
    '@progress {"status": "downl\\',
    '@info {"title": NaN} [] {}',
    '@info NA NA NA',
    '@info ]',
    '@post Merger',
    '@other {}',
  ]);

  it.each([
    'a "quoted" title',
    'braces } ] { [ and @info {} inside',
    'a backslash \\ and one at the end \\',
    '\\" } "',
    'line\nbreak\tand\u2028more',
    'Ciências 8º ano – 光合作用 🌱 \ud83d',
  ])('should not lose its place in a title like %j', (title) => {
    const line = `@info ${JSON.stringify({ title, extractor_key: 'X' })} [] [{"height": 9}]`;
    expect(infoOf(line)).toMatchObject({ title, extractor: 'X', offered: [9] });
  });

  it('should read any values that stand behind each other, and never fail on garbage', () => {
    const text = fc.string({ unit: 'binary' }).filter((value) => value !== '');
    fc.assert(
      fc.property(text, text, fc.string({ unit: 'binary' }), (title, language, garbage) => {
        const line = `@info ${JSON.stringify({ title })} [{"format_id":${JSON.stringify(title)}}] []`;
        expect(infoOf(line)).toMatchObject({ title, tracks: [{ formatId: title }] });
        const byHand = JSON.stringify({ [language]: [{ url: title }] });
        const captions = JSON.parse(byHand) as object;
        expect(readYtdlpLine(`@captions ${byHand} {}`)).toEqual({
          kind: 'captions',
          captions: { byHand: captions, automatic: {} },
        });
        for (const mark of ['@live ', '@captions ', '@info ', '@progress ', '@post ', '@file ', ''])
          expect(() => readYtdlpLine(mark + garbage)).not.toThrow();
      }),
      { seed: 20_260_301 },
    );
  });
});
