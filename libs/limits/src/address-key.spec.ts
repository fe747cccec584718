import { addressKey, plainAddress } from './address-key';

describe(addressKey, () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::ffff:cb00:7109', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::ffff', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::/64', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['::1', '::/64'],
    ['unknown', 'unknown'],
    ['_hidden', 'unknown'],
    ['', 'unknown'],
  ])('should count %s as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it('should count one network as one client and two as two', () => {
    expect(addressKey('2001:db8:1:2::1')).toBe(addressKey('2001:db8:1:2:ffff::9'));
    expect(addressKey('2001:db8:1:2::1')).not.toBe(addressKey('2001:db8:1:3::1'));
  });
});

describe(plainAddress, () => {
  it.each([
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['2001:0db8::0001', '2001:db8::1'],
    ['somewhere', 'somewhere'],
  ])('should write %s as %s', (address, plain) => {
    expect(plainAddress(address)).toBe(plain);
  });
});
