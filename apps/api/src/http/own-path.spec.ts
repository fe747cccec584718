import { itReturns } from '@app/testing/table';
import { ownPath } from './own-path';

describe(ownPath, () => {
  itReturns('should turn %j into %s', ownPath, [
    ['/queues', '/queues'],
    ['/queues?a=b#c', '/queues?a=b#c'],
    ['queues', '/queues'],
    [undefined, '/'],
    ['', '/'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/.//evil.example', '/evil.example'],
    ['javascript:alert(1)', '/'],
    ['http://own.invalid.evil.example', '/'],
  ]);
});
