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
    ['https://www.youtube.com/@manualdomundo', 'other', 'https://www.youtube.com/@manualdomundo'],
  ])('should take %s as a video from a %s', (url, source, canonical) => {
    expect(classifyRequestedUrl(url)).toMatchObject({ source, url: canonical, resourceKey: null });
  });

  it('should give a page the key that a plain link has, so that it is fetched once', () => {
    const { sourceKey } = classifyRequestedUrl('https://escola.example/aula?b=2&a=1&utm_source=mail#x');
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
    ['ftp://example.com/a.mp4', /http/],
    ['file:///etc/passwd', /http/],
    ['--exec=reboot', /http/],
    ['aula.mp4', /http/],
    ['', /http/],
  ])('should refuse %j and say why', (url, words) => {
    expect(() => classifyRequestedUrl(url)).toThrow(UrlNotUsable);
    expect(() => classifyRequestedUrl(url)).toThrow(words);
  });
});
