import { secondFactorOf } from './second-factor';

describe(secondFactorOf, () => {
  it.each([
    ['287082', { code: '287082' }],
    [' 287 082 ', { code: '287082' }],
    ['287-082', { code: '287082' }],
    ['k7vq-2m9x-r4tz-8hcd', { recovery_code: 'k7vq-2m9x-r4tz-8hcd' }],
    [' k7vq-2m9x- r4tz-8hcd', { recovery_code: 'k7vq-2m9x-r4tz-8hcd' }],
    ['abcdef', { recovery_code: 'abcdef' }],
  ])('should take %j for %j', (typed, input) => {
    expect(secondFactorOf(typed)).toEqual(input);
  });
});
