import { UrlNotUsable } from '@app/egress';
import { classifyRequestedUrl } from './requested-url';

const FILE = '1AbC-dEf_GhIjKlMnOpQrStUvWxYz01234';

describe(classifyRequestedUrl, () => {
  it.each([
    ['https://youtu.be/dQw4w9WgXcQ?t=4', 'youtube', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
    ['https://cdn.example/a.mp4?x=1', 'direct_link', 'https://cdn.example/a.mp4?x=1'],
    ['https://cdn.example/live.m3u8', 'other', 'https://cdn.example/live.m3u8'],
    ['https://vimeo.com/76979871', 'other', 'https://vimeo.com/76979871'],
    // The caller says that it is a video; who fetches it will find out.
    ['https://escola.example/aula', 'other', 'https://escola.example/aula'],
    ['https://www.youtube.com/@manualdomundo/live', 'other', 'https://www.youtube.com/@manualdomundo/live'],
    [
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1234567890',
      'youtube',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    ],
    [
      'https://vimeo.com/channels/staffpicks/76979871',
      'other',
      'https://vimeo.com/channels/staffpicks/76979871',
    ],
  ])('should take %s as a video from a %s', (url, source, canonical) => {
    expect(classifyRequestedUrl(url)).toMatchObject({ source, url: canonical, resourceKey: null });
  });

  it('should give a page the key that a plain link has, so that it is fetched once', () => {
    const { sourceKey } = classifyRequestedUrl('https://escola.example/aula?b=2&a=1&utm_source=mail#t=5');
    expect(sourceKey).toBe(classifyRequestedUrl('https://escola.example/aula?a=1&b=2').sourceKey);
    expect(sourceKey).toMatch(/^url:/);
  });

  it.each([
    [`https://drive.google.com/file/d/${FILE}/view?usp=sharing`, null],
    [`https://drive.google.com/open?id=${FILE}&resourcekey=0-key`, '0-key'],
  ])('should take %s as a Drive file, with its resource key', (url, resourceKey) => {
    expect(classifyRequestedUrl(url)).toEqual({
      source: 'google_drive',
      sourceKey: `drive:${FILE}`,
      url: `https://drive.google.com/file/d/${FILE}/view`,
      resourceKey,
    });
  });

  it.each([
    [`https://drive.google.com/drive/folders/${FILE}`, /folder/],
    ['https://drive.google.com/drive/u/0/my-drive', /a folder/],
    ['https://www.youtube.com/playlist?list=PL1234567890', /a playlist; give the address of one video/],
    ['https://www.youtube.com/embed/videoseries?list=PL1234567890', /a playlist/],
    ['https://www.youtube.com/@manualdomundo', /a channel/],
    ['https://m.youtube.com/@manualdomundo/videos', /a channel/],
    ['https://www.youtube.com/channel/UC1234567890123456789012/', /a channel/],
    ['https://www.youtube.com/results?search_query=aula', /a search/],
    ['https://vimeo.com/showcase/1234', /a playlist/],
    ['https://www.dropbox.com/scl/fo/abc/h?dl=0', /a folder/],
    ['ftp://example.com/a.mp4', /http/],
    ['file:///etc/passwd', /http/],
    ['--exec=reboot', /http/],
    ['aula.mp4', /http/],
    ['', /http/],
  ])('should refuse %j and say why', (url, words) => {
    expect(() => classifyRequestedUrl(url)).toThrow(UrlNotUsable);
    expect(() => classifyRequestedUrl(url)).toThrow(words);
  });

  it('should refuse an address that is too long when its letters are percent-encoded', () => {
    const url = `https://cdn.example/${'é'.repeat(4_000)}.mp4`;
    expect(() => classifyRequestedUrl(url)).toThrow(/longer than 4096 characters when percent-encoded/);
  });
});
