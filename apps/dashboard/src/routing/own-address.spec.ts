import { itReturns } from '@app/testing/table';
import { ownAddress } from './own-address';

const addressOf = (path: string) => ownAddress(path, 'https://videos.school.example', '/app');

describe(ownAddress, () => {
  itReturns('should turn %j into %s', addressOf, [
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
  ]);
});
