import { concernsThisMachine } from './machine-addresses';

const THIS_MACHINE = [
  'localhost',
  'LOCALHOST.',
  'sandbox.localhost',
  'metadata.google.internal',
  'metadata',
  '127.0.0.1',
  '127.9.9.9',
  '127.0.0.0/8',
  '127.0.0.1/32',
  '96.0.0.0/3',
  '0.0.0.0',
  '0.0.0.0/0',
  '169.254.169.254',
  '169.254.0.0/16',
  '169.0.0.0/8',
  '168.63.129.16',
  '100.100.100.200',
  '100.64.0.0/10',
  '0x7f000001',
  '0x7f.1',
  '2130706433',
  '017700000001',
  '::1',
  '::',
  '::/0',
  '::1/128',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:0:0/96',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::/96',
  '64:ff9b::a9fe:a9fe',
  '2002:7f00:1::',
  '2002::/16',
  'fe80::1',
  'fd00:ec2::254',
  'fd00::/8',
  'fc00::/7',
];

const OTHERS = [
  'files.school.example',
  'localhost.school.example',
  'metadata.school.example1',
  '10.0.0.0/8',
  '192.168.0.0/16',
  '172.16.0.0/12',
  '100.64.0.0/16',
  '93.184.216.34',
  '::ffff:10.0.0.1',
  'fd12:3456::/32',
  '2606:4700:4700::1111',
];

describe(concernsThisMachine, () => {
  it.each(THIS_MACHINE)('should be true for %s', (host) => {
    expect(concernsThisMachine(host)).toBe(true);
  });

  it.each(OTHERS)('should be false for %s', (host) => {
    expect(concernsThisMachine(host)).toBe(false);
  });
});
