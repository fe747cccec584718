import { itReturns } from '@app/testing/table';
import { inBlock, isPublicAddress, literalAddress } from './address-rules';

const PUBLIC = [
  '8.8.8.8',
  '93.184.216.34',
  '1.1.1.1',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '192.167.255.255',
  '2a00:1450:4001:800::200e',
  '2606:4700:4700::1111',
  '::ffff:8.8.8.8',
  '::ffff:808:808',
  '64:ff9b::808:808',
];

const INWARD: Record<string, string[]> = {
  'this machine': ['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '::1', '::', '::1%lo'],
  'this machine, within IPv6': ['::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::127.0.0.1', '64:ff9b::7f00:1'],
  'this machine, in forms that are no longer used': ['::7f00:1', '::ffff:0:127.0.0.1', '2002:7f00:1::'],
  'this machine, in forms of IPv4 that few know': ['127.1', '0x7f000001', '017700000001', '2130706433', '0'],
  'private networks': ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1'],
  'private networks, within IPv6': ['::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', '2001:0:a00:1::'],
  'the metadata of clouds': [
    '169.254.169.254',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    'fd00:ec2::254',
  ],
  'the metadata of clouds, within IPv6': [
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '::ffff:168.63.129.16',
  ],
  'the link': ['169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'fec0::1'],
  'a carrier': ['100.64.0.1', '100.127.255.254'],
  'many at once': ['224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1'],
  'documents and tests': ['192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '2001:db8::1', '3fff::1'],
  'nothing yet': ['240.0.0.1', '4000::1', '100::1', '5f00::1'],
  'a translator of the own network': ['64:ff9b:1::808:808', '64:ff9b:1:7f00:0:100:808:808'],
};

describe(isPublicAddress, () => {
  it.each(PUBLIC)('should know %s as public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(Object.entries(INWARD).flatMap(([what, addresses]) => addresses.map((address) => [address, what])))(
    'should not take %s for public: %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(false);
    },
  );

  it.each(['', 'localhost', 'example.com', '8.8.8.8.8', '8.8.8.8:80', '[::1]', '999.1.1.1', '8.8.8.8/32'])(
    'should not take “%s” for an address',
    (text) => {
      expect(isPublicAddress(text)).toBe(false);
    },
  );
});

describe(literalAddress, () => {
  itReturns('should read the host %s', literalAddress, [
    ['127.0.0.1', '127.0.0.1'],
    ['[::1]', '::1'],
    ['::1', '::1'],
    ['[::ffff:7f00:1]', '::ffff:7f00:1'],
    ['[fe80::1%25eth0]', 'fe80::1'],
    ['::1%lo', '::1'],
    ['2130706433', '127.0.0.1'],
    ['0x7f000001', '127.0.0.1'],
    ['017700000001', '127.0.0.1'],
    ['0177.0.0.1', '127.0.0.1'],
    ['127.1', '127.0.0.1'],
    ['0', '0.0.0.0'],
    ['example.com', undefined],
    ['localhost', undefined],
    ['1.2.3.4.example.com', undefined],
    ['', undefined],
  ]);

  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://2130706433/',
    'http://017700000001/',
    'http://127.0.0.1./',
    'http://①②⑦.0.0.1/',
    'http://127。0。0。1/',
    'http://%31%32%37.0.0.1/',
    'http://[::1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://0/',
    'http://0x/',
    'http://[::]/',
  ])('should see through the spelling of %s', (url) => {
    const address = literalAddress(new URL(url).hostname);
    expect(address).toBeDefined();
    expect(isPublicAddress(address ?? '8.8.8.8')).toBe(false);
  });
});

describe(inBlock, () => {
  itReturns('should check %s in %s', inBlock, [
    ['10.1.2.3', '10.0.0.0/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.4', false],
    ['10.1.2.3', '10.1.2.3/32', true],
    ['::ffff:10.1.2.3', '10.0.0.0/8', true],
    ['::ffff:10.1.2.3', '10.1.2.3', true],
    ['64:ff9b::a01:203', '10.0.0.0/8', true],
    ['fd12::1', 'fd00::/8', true],
    ['fe80::1', 'fd00::/8', false],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['10.1.2.3', 'fd00::/8', false],
    ['fd12::1', '10.0.0.0/8', false],
    ['10.1.2.3', 'sandbox', false],
    ['sandbox', 'sandbox', false],
    ['10.1.2.3', '10.0.0.0/33', false],
    ['', '10.0.0.0/8', false],
  ]);
});
