import { itReturns } from '@app/testing/table';
import { secondFactorOf } from './second-factor';

describe(secondFactorOf, () => {
  itReturns('should take %j for %j', secondFactorOf, [
    ['287082', { code: '287082' }],
    [' 287 082 ', { code: '287082' }],
    ['287-082', { code: '287082' }],
    ['k7vq-2m9x-r4tz-8hcd', { recovery_code: 'k7vq-2m9x-r4tz-8hcd' }],
    [' k7vq-2m9x- r4tz-8hcd', { recovery_code: 'k7vq-2m9x-r4tz-8hcd' }],
    ['abcdef', { recovery_code: 'abcdef' }],
  ]);
});
