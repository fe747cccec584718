import { ownAddress } from './own-address';

describe(ownAddress, () => {
  it.each([
    ['/app/downloads?q=a#b', '/app/downloads?q=a#b'],
    ['/queues', '/queues'],
    ['queues', '/app/'],
    ['', '/app/'],
    ['https://evil.example/', '/app/'],
    ['//evil.example/', '/app/'],
    ['/\\evil.example', '/app/'],
    ['/\t/evil.example', '/app/'],
    ['/.//evil.example', '/evil.example'],
    ['javascript:alert(1)', '/app/'],
  ])('should turn %j into %s', (path, address) => {
    expect(ownAddress(path, 'https://videos.school.example', '/app')).toBe(address);
  });
});
