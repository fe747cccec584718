import fc from 'fast-check';
import { itAlwaysReturns } from '@app/testing/table';
import { classifyLink, type LinkTarget, plainVideo } from './video-links';

fc.configureGlobal({ seed: 20_260_301, numRuns: 200 });

const ID = 'dQw4w9WgXcQ';
const FILE = '1AbC-dEf_GhIjKlMnOpQrStUvWxYz01234';

function keyOf(address: string): string | undefined {
  const target = classifyLink(address);
  return target?.kind === 'video' ? target.video.sourceKey : undefined;
}

/** Every way to write the address of a YouTube video. */
const YOUTUBE_FORMS: readonly ((id: string) => string)[] = [
  (id) => `https://www.youtube.com/watch?v=${id}`,
  (id) => `http://youtube.com/watch?v=${id}`,
  (id) => `HTTPS://WWW.YouTube.COM/watch?v=${id}`,
  (id) => `https://m.youtube.com/watch?v=${id}&t=1m30s`,
  (id) => `https://music.youtube.com/watch?v=${id}&list=RDAMVM${id}`,
  (id) => `https://www.youtube.com/watch?app=desktop&v=${id}`,
  (id) => `https://www.youtube.com/watch?list=PLx0sYbCqOb8TBPRdmBHs5Iftvv9TPboYG&index=4&v=${id}`,
  (id) => `https://www.youtube.com/watch/?v=${id}`,
  (id) => `https://www.youtube.com/watch?v=${id}#t=90`,
  (id) => `https://www.youtube.com/watch?v=${id}&ab_channel=Manual%20do%20Mundo`,
  (id) => `https://www.youtube.com/?v=${id}`,
  (id) => `https://www.youtube.com/playlist?list=PLx0sYbCqOb8&v=${id}`,
  (id) => `https://youtu.be/${id}`,
  (id) => `https://youtu.be/${id}?si=AbCdEf&t=42`,
  (id) => `https://youtu.be/${id}/`,
  (id) => `https://youtu.be/${id}?list=PLx0sYbCqOb8`,
  (id) => `https://www.youtube.com/shorts/${id}`,
  (id) => `https://youtube.com/shorts/${id}?feature=share`,
  (id) => `https://www.youtube.com/live/${id}?si=x`,
  (id) => `https://www.youtube.com/embed/${id}`,
  (id) => `https://www.youtube.com/embed/${id}?start=30&autoplay=1`,
  (id) => `https://www.youtube-nocookie.com/embed/${id}?rel=0`,
  (id) => `https://youtube-nocookie.com/embed/${id}`,
  (id) => `https://www.youtube.com/v/${id}`,
  (id) => `http://www.youtube.com/v/${id}?version=3&hl=pt_BR`,
  (id) => `http://www.youtube.com/v/${id}&hl=pt_BR&fs=1`,
  (id) => `https://www.youtube.com/e/${id}`,
  (id) =>
    `https://www.youtube.com/attribution_link?a=x&u=${encodeURIComponent(`/watch?v=${id}&feature=share`)}`,
  (id) => `https://www.youtube.com/redirect?event=d&q=${encodeURIComponent(`https://youtu.be/${id}`)}`,
];

const youtubeId = fc
  .stringMatching(/^[\w-]{11}$/)
  .filter((id) => id !== 'videoseries' && id !== 'live_stream');

describe(classifyLink, () => {
  it.each(YOUTUBE_FORMS.map((form) => [form(ID)]))('should see the YouTube video in %s', (address) => {
    expect(classifyLink(address)).toEqual<LinkTarget>({
      kind: 'video',
      video: {
        source: 'youtube',
        sourceKey: `youtube:${ID}`,
        url: `https://www.youtube.com/watch?v=${ID}`,
      },
    });
  });

  it('should give any YouTube video one key, however its address is written', () => {
    fc.assert(
      fc.property(youtubeId, fc.constantFrom(...YOUTUBE_FORMS), (id, form) => {
        expect(keyOf(form(id))).toBe(`youtube:${id}`);
      }),
    );
  });

  it.each([
    'https://www.youtube.com/',
    'https://www.youtube.com/channel/UCKHhA5hN2UohhFDfNXB_cvQ',
    'https://www.youtube.com/@manualdomundo',
    'https://www.youtube.com/@manualdomundo/videos',
    'https://www.youtube.com/user/iberethenorio',
    'https://www.youtube.com/c/manualdomundo',
    'https://www.youtube.com/playlist?list=PLx0sYbCqOb8TBPRdmBHs5Iftvv9TPboYG',
    'https://www.youtube.com/embed/videoseries?list=PLx0sYbCqOb8TBPRdmBHs5Iftvv9TPboYG',
    'https://www.youtube.com/embed/live_stream?channel=UCKHhA5hN2UohhFDfNXB_cvQ',
    'https://www.youtube.com/results?search_query=revolu%C3%A7%C3%A3o+francesa',
    'https://www.youtube.com/feed/subscriptions',
    'https://www.youtube.com/watch?v=',
    'https://www.youtube.com/watch?v=dQw4w9WgXc',
    'https://www.youtube.com/watch?v=dQw4w9WgXcQQ',
    'https://www.youtube.com/watch?v=dQw4w9WgXc%20',
    'https://www.youtube.com/shorts/',
    'https://youtu.be/',
    'https://www.youtube.com/redirect?q=https%3A%2F%2Fexample.com%2F',
    'https://www.youtube.com/redirect?q=%2Fredirect%3Fq%3D%2Fredirect',
    'https://www.youtube.com/attribution_link?u=http%3A%2F%2F%5B',
    'https://example.com/aula.mp4.html',
    'https://example.com/?file=aula.mp4',
    'https://example.com/mp4',
    'https://vimeo.com/',
    'https://vimeo.com',
    'https://escola.example/',
  ])('should take %s for a page that has to be looked at', (address) => {
    expect(classifyLink(address)?.kind).toBe('page');
  });

  it.each([
    'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
    'https://evilyoutube.com/watch?v=dQw4w9WgXcQ',
    'https://youtube.com@evil.example/watch?v=dQw4w9WgXcQ',
    'https://evil.example/https://youtu.be/dQw4w9WgXcQ',
    'https://evil.example/?u=https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://drive.google.com.evil.example/file/d/1AbC-dEf_GhIjKlMnOpQrStUvWxYz01234/view',
    'https://vimeo.com.evil.example/76979871',
    'https://evilvimeo.com/76979871',
  ])('should not be fooled by %s', (address) => {
    expect(classifyLink(address)).toEqual({ kind: 'page', url: new URL(address).href });
  });

  const driveForms: [string, string | null][] = [
    [`https://drive.google.com/file/d/${FILE}/view?usp=sharing`, null],
    [`https://drive.google.com/file/d/${FILE}/view?usp=drive_link&resourcekey=0-k_Ey`, '0-k_Ey'],
    [`https://drive.google.com/file/d/${FILE}`, null],
    [`https://drive.google.com/file/d/${FILE}/preview`, null],
    [`https://drive.google.com/file/u/1/d/${FILE}/edit`, null],
    [`https://drive.google.com/a/escola-aurora.example/file/d/${FILE}/view`, null],
    [`https://drive.google.com/open?id=${FILE}`, null],
    [`https://drive.google.com/open?authuser=1&id=${FILE}&resourcekey=0-k_Ey`, '0-k_Ey'],
    [`https://drive.google.com/u/2/open?id=${FILE}`, null],
    [`https://drive.google.com/uc?export=download&id=${FILE}`, null],
    [`https://drive.google.com/u/0/uc?id=${FILE}&export=download`, null],
    [`https://docs.google.com/uc?id=${FILE}`, null],
    [`https://docs.google.com/file/d/${FILE}/edit`, null],
    [`https://drive.usercontent.google.com/download?id=${FILE}&export=download&authuser=0`, null],
  ];

  it.each(driveForms)('should see the Drive file in %s', (address, resourceKey) => {
    expect(classifyLink(address)).toEqual({
      kind: 'drive',
      drive: { fileId: FILE, resourceKey, isFolder: false },
    });
  });

  it.each<[string, string | null]>([
    [`https://drive.google.com/drive/folders/${FILE}`, null],
    [`https://drive.google.com/drive/folders/${FILE}?usp=sharing&resourcekey=0-k_Ey`, '0-k_Ey'],
    [`https://drive.google.com/drive/u/1/folders/${FILE}`, null],
    [`https://drive.google.com/drive/mobile/folders/${FILE}`, null],
  ])('should see the Drive folder in %s', (address, resourceKey) => {
    expect(classifyLink(address)).toEqual({
      kind: 'drive',
      drive: { fileId: FILE, resourceKey, isFolder: true },
    });
  });

  it.each([
    'https://drive.google.com/drive/my-drive',
    'https://drive.google.com/file/d/short/view',
    "https://drive.google.com/open?id=1AbC'%20in%20parents%20or%20'1",
    'https://docs.google.com/document/d/1AbC-dEf_GhIjKlMnOpQrStUvWxYz01234/edit',
    'https://docs.google.com/forms/d/e/1FAIpQLSc/viewform',
    `https://drive.google.com/file/d/${'a'.repeat(129)}/view`,
  ])('should not see a Drive file in %s', (address) => {
    expect(classifyLink(address)?.kind).toBe('page');
  });

  it.each<[string, string | null]>([
    ['0-k_Ey', '0-k_Ey'],
    ['k'.repeat(128), 'k'.repeat(128)],
    ['k'.repeat(129), null],
    ['', null],
    ['0-k%0D%0AX-Evil:%201', null],
    ['0-%C3%A9', null],
    ['a/b,c', null],
  ])('should read of the resource key %s', (key, resourceKey) => {
    const id = 'a'.repeat(128);
    expect(classifyLink(`https://drive.google.com/file/d/${id}/view?resourcekey=${key}`)).toEqual({
      kind: 'drive',
      drive: { fileId: id, resourceKey, isFolder: false },
    });
  });

  it.each([
    ['https://cdn.example/aula.mp4', 'direct_link'],
    ['https://cdn.example/aula%203.MP4?token=a', 'direct_link'],
    ['http://cdn.example/a/b/c.webm#t=10', 'direct_link'],
    ['https://cdn.example/filme.m4v', 'direct_link'],
    ['https://cdn.example/filme.mpeg', 'direct_link'],
    ['https://cdn.example/filme.ogv', 'direct_link'],
    ['https://cdn.example/live/master.m3u8', 'other'],
    ['https://cdn.example/manifest.mpd?x=1', 'other'],
    ['https://vimeo.com/76979871', 'other'],
    ['https://player.vimeo.com/video/76979871?h=8272103f6e', 'other'],
    ['https://www.dailymotion.com/video/x8m8jsm', 'other'],
    ['https://dai.ly/x8m8jsm', 'other'],
    ['https://www.loom.com/share/0281766fa2d04bb788eaf19e65135184', 'other'],
    ['https://archive.org/details/night_of_the_living_dead', 'other'],
    ['https://www.ted.com/talks/sir_ken_robinson', 'other'],
  ])('should see that %s is a video from a %s', (address, source) => {
    expect(classifyLink(address)).toMatchObject({ kind: 'video', video: { source, url: address } });
  });

  itAlwaysReturns('should see no web address in %j', undefined, classifyLink, [
    '',
    '   ',
    'aula 3',
    'www.youtube.com/watch?v=dQw4w9WgXcQ',
    '//youtu.be/dQw4w9WgXcQ',
    'javascript:alert(1)//https://youtu.be/dQw4w9WgXcQ',
    'data:video/mp4;base64,AAAA',
    'file:///etc/passwd.mp4',
    'ftp://example.com/aula.mp4',
    'blob:https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'mailto:prof@escola.example',
    'https://',
    'https://[::1',
    'http://exa mple.com/a.mp4',
  ]);

  it('should take no address that is too long when its letters are percent-encoded', () => {
    const address = (letters: number) => `https://example.com/${'é'.repeat(letters)}.mp4`;
    expect(classifyLink(address(600))?.kind).toBe('video');
    expect(classifyLink(address(4_000))).toBeUndefined();
  });

  it('should never fail, whatever people write', () => {
    const hosts = fc.constantFrom('www.youtube.com', 'youtu.be', 'drive.google.com', 'x.example');
    const link = fc
      .tuple(hosts, fc.string({ unit: 'binary' }))
      .map(([host, rest]) => `https://${host}/${rest}`);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), link), (text) => {
        const target = classifyLink(text);
        if (target?.kind === 'video' && target.video.source === 'youtube') {
          expect(target.video.sourceKey).toMatch(/^youtube:[\w-]{11}$/);
        }
        if (target?.kind === 'drive') expect(target.drive.fileId).toMatch(/^[\w-]+$/);
      }),
    );
  });
});

describe(plainVideo, () => {
  const key = (address: string) => plainVideo('direct_link', address).sourceKey;

  it('should give an address one key, whatever is only about tracking or the place in it', () => {
    const tracking = fc.constantFrom('utm_source=x', 'utm_campaign=a%20b', 'fbclid=1', 'gclid=2', 'mc_cid=3');
    const parameter = fc.tuple(fc.stringMatching(/^[b-e][a-z]{0,3}$/), fc.stringMatching(/^\w{0,4}$/));
    const parameters = fc.uniqueArray(parameter, { selector: ([name]) => name, maxLength: 5 });
    const cases = parameters.chain((list) =>
      fc.tuple(
        fc.constant(list.map((pair) => pair.join('='))),
        fc.array(tracking),
        fc.constantFrom('', '#', '#t=10', '#/a/b'),
      ),
    );
    const mixed = cases.chain(([own, extra, hash]) =>
      fc.tuple(
        fc.constant(own),
        fc.shuffledSubarray([...own, ...extra], { minLength: own.length + extra.length }),
        fc.constant(hash),
      ),
    );
    fc.assert(
      fc.property(mixed, ([own, all, hash]) => {
        const plain = `https://cdn.example/aula.mp4${own.length === 0 ? '' : `?${own.join('&')}`}`;
        const decorated = `HTTPS://CDN.example:443/aula.mp4?${all.join('&')}${hash}`;
        expect(key(decorated)).toBe(key(plain));
      }),
    );
  });

  it.each([
    ['https://www.youtube.com/@escola/live?si=3', 'https://www.youtube.com/@escola/live'],
    ['https://open.spotify.com/episode/1?si=3', 'https://open.spotify.com/episode/1'],
    ['https://www.instagram.com/reel/1/?igshid=4', 'https://www.instagram.com/reel/1/'],
    ['https://vimeo.com/76979871#t=90s', 'https://vimeo.com/76979871'],
    ['https://escola.example/aula#:~:text=Aula%203', 'https://escola.example/aula'],
    ['https://escola.example/aula#', 'https://escola.example/aula'],
  ])('should take %s for %s', (address, plain) => {
    const keys = [address, plain].map((one) => plainVideo('other', one).sourceKey);
    expect(keys[0]).toBe(keys[1]);
  });

  it.each([
    ['https://escola.example/player?si=1', 'https://escola.example/player?si=2'],
    ['https://escola.example/player?igshid=1', 'https://escola.example/player'],
    ['https://notyoutube.com/player?si=1', 'https://notyoutube.com/player?si=2'],
    ['https://escola.example/app#/aulas/1', 'https://escola.example/app#/aulas/2'],
    ['https://escola.example/app#aula-1', 'https://escola.example/app'],
  ])('should not take %s for %s', (one, other) => {
    expect(plainVideo('other', one).sourceKey).not.toBe(plainVideo('other', other).sourceKey);
  });

  it('should tell different addresses apart', () => {
    const addresses = [
      'https://cdn.example/aula.mp4?si=1',
      'https://cdn.example/aula.mp4',
      'https://cdn.example/Aula.mp4',
      'https://cdn.example/aula.mp4?v=1',
      'https://cdn.example/aula.mp4?v=2',
      'https://cdn.example/aula.mp4?V=1',
      'https://cdn.example:8443/aula.mp4',
      'https://cdn2.example/aula.mp4',
      'https://cdn.example/aula.mp4?a=1&a=2',
      'https://cdn.example/aula.mp4?a=2&a=1',
    ];
    expect(new Set(addresses.map(key)).size).toBe(addresses.length);
  });

  it('should keep the address as it was given, for fetching', () => {
    const address = 'https://cdn.example/aula.mp4?utm_source=x&token=b%2Fc#t=1';
    expect(plainVideo('other', address)).toMatchObject({ source: 'other', url: address });
    expect(key(address)).toMatch(/^url:[0-9a-f]{32}$/);
  });
});
