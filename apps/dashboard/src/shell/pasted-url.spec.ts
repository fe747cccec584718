import { pastedUrl } from './pasted-url';

describe(pastedUrl, () => {
  it.each([
    [' https://videos.example/1.mp4\n', 'https://videos.example/1.mp4'],
    ['youtu.be/jNQXAC9IVRw', 'https://youtu.be/jNQXAC9IVRw'],
    ['www.example.org/v', 'https://www.example.org/v'],
    ['revisão para a prova', undefined],
    ['https://a.example https://b.example', undefined],
    ['javascript:alert(1)', undefined],
    ['http://', undefined],
    ['', undefined],
  ])('should take %j for %j', (text, url) => {
    expect(pastedUrl(text)).toBe(url);
  });
});
