import { chooseCaptions } from './caption-list';

const vtt = (url: string) => [
  { url: 'https://x.example/a.json3', ext: 'json3' },
  { url, ext: 'vtt' },
];
const offered = (languages: string[], by = 'hand') =>
  Object.fromEntries(languages.map((language) => [language, vtt(`https://x.example/${by}/${language}`)]));
const choose = (byHand: object, automatic: object, wanted = ['pt', 'en']) =>
  chooseCaptions({ byHand: { ...byHand }, automatic: { ...automatic } }, wanted);
const languagesOf = (tracks: { language: string }[]) => tracks.map(({ language }) => language);

describe(chooseCaptions, () => {
  it('should take what people made, with its regions', () => {
    const tracks = choose(offered(['fr', 'pt-BR', 'pt', 'ptx', 'en-US']), offered(['pt', 'en'], 'auto'));
    expect(languagesOf(tracks)).toEqual(['pt', 'pt-BR', 'en-US']);
    expect(tracks.some(({ automatic }) => automatic)).toBe(false);
  });

  it('should take one automatic track of a language that has no other, the spoken one first', () => {
    const tracks = choose(offered(['en']), offered(['pt-PT', 'pt', 'pt-orig', 'en'], 'auto'));
    expect(tracks).toEqual([
      { language: 'pt-orig', url: 'https://x.example/auto/pt-orig', automatic: true },
      { language: 'en', url: 'https://x.example/hand/en', automatic: false },
    ]);
  });

  it('should prefer WebVTT, and take SubRip', () => {
    const both = [...vtt('https://x.example/v'), { url: 'https://x.example/s', ext: 'srt' }];
    expect(choose({ pt: [...both].reverse(), en: [both[2]] }, {}).map(({ url }) => url)).toEqual([
      'https://x.example/v',
      'https://x.example/s',
    ]);
  });

  it.each([
    [[{ url: 'data:application/vnd.apple.mpegurl,%23EXTM3U', ext: 'vtt' }]],
    [[{ url: 'file:///etc/passwd', ext: 'srt' }]],
    [[{ url: 'https://x.example/list.m3u8', ext: 'm3u8' }]],
    [[{ data: 'WEBVTT', ext: 'vtt' }]],
    [[{ url: 7, ext: 'vtt' }]],
    [[null, 7, 'x']],
    ['x'],
    [null],
  ])('should leave out %j', (files) => {
    expect(choose({ pt: files }, { pt: files })).toEqual([]);
  });

  it('should bound the tracks, and take no name that is no language', () => {
    const many = Array.from({ length: 3_000 }, (_, index) => `pt-${String(index)}`);
    expect(choose(offered(many), {})).toHaveLength(10);
    expect(choose(offered(['pt-../../x', 'pt-a b', `pt-${'x'.repeat(99)}`, 'pt-']), {})).toEqual([]);
  });
});
