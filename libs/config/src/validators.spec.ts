import { itReturns } from '@app/testing/table';
import {
  addressBlocks,
  allowance,
  byteCount,
  databaseUrl,
  httpUrl,
  list,
  oneOf,
  portNumber,
  positive,
  seconds,
  secret,
  strongToken,
  tenantKeys,
  timeoutSeconds,
} from './validators';

/** What a variable of this kind makes of a text. */
function parse(validator: () => unknown, input: string): unknown {
  return (validator() as { _parse: (text: string) => unknown })._parse(input);
}

describe('list', () => {
  itReturns('should read %s', (input: string) => parse(list, input), [
    ['openid, email', ['openid', 'email']],
    ['["openid", "email"]', ['openid', 'email']],
    ['[]', []],
  ]);

  it.each(['["openid"', '["openid", 7]', '[null]'])('should refuse %s', (input) => {
    expect(() => parse(list, input)).toThrow('must be a comma-separated list, or a JSON list of texts');
  });
});

describe('byteCount', () => {
  itReturns('should read %s', (input: string) => parse(byteCount, input), [
    ['0', 0],
    ['1073741824', 1_073_741_824],
    ['1k', 1_024],
    ['512M', 536_870_912],
    ['512 MB', 536_870_912],
    ['2G', 2_147_483_648],
    ['2GiB', 2_147_483_648],
    ['1t', 1_099_511_627_776],
    ['100b', 100],
  ]);

  it.each(['', 'M', '-1', '1.5G', '1P', '1 G G', '0x10'])('should refuse “%s”', (input) => {
    expect(() => parse(byteCount, input)).toThrow('must be a number of bytes');
  });
});

describe('addressBlocks', () => {
  it('should take addresses and blocks', () => {
    const blocks = ['10.0.0.0/8', '127.0.0.1', '::1', 'fd00::/8'];
    expect(parse(addressBlocks, ` ${blocks.join(', ')},`)).toEqual(blocks);
  });

  it.each(['proxy', '10.0.0.0/33', '::1/129', '10.0.0/8', '*', 'loopback'])('should refuse %s', (input) => {
    expect(() => parse(addressBlocks, input)).toThrow('must be addresses or CIDR blocks');
  });
});

describe('allowance', () => {
  itReturns('should read %s', (input: string) => parse(allowance, input), [
    ['127.0.0.1:8080', [{ host: '127.0.0.1', port: 8080 }]],
    ['10.0.0.0/8:443', [{ host: '10.0.0.0/8', port: 443 }]],
    ['[::1]:9000', [{ host: '::1', port: 9000 }]],
    ['::1:9000', [{ host: '::1', port: 9000 }]],
    ['[fd00::/8]:443', [{ host: 'fd00::/8', port: 443 }]],
    ['[fd00::]/8:443', [{ host: 'fd00::/8', port: 443 }]],
    ['fd12:3456::/32:80', [{ host: 'fd12:3456::/32', port: 80 }]],
    ['sandbox:4000', [{ host: 'sandbox', port: 4000 }]],
    ['Files.School.Internal:80', [{ host: 'files.school.internal', port: 80 }]],
  ]);

  it('should read several, with spaces', () => {
    expect(parse(allowance, ' sandbox:1 ,[::1]:2,, 10.0.0.0/8:3 ')).toEqual([
      { host: 'sandbox', port: 1 },
      { host: '::1', port: 2 },
      { host: '10.0.0.0/8', port: 3 },
    ]);
  });

  it.each([
    'sandbox',
    'sandbox:',
    ':80',
    'sandbox:0',
    'sandbox:65536',
    'sandbox:http',
    'sandbox:80:80',
    '[::1]',
    '8080',
    '*:80',
    'http://sandbox:80',
    '10.0.0.0/33:80',
    '10.0.0.0/:80',
    '10.0.0.0/8/8:80',
    '10.0.0:80',
    'fd00::/129:80',
    'sandbox/8:80',
    'sandbox:80,nonsense',
  ])('should refuse “%s”', (input) => {
    expect(() => parse(allowance, input)).toThrow('must be host-or-CIDR:port, comma-separated');
  });
});

describe('databaseUrl', () => {
  itReturns('should accept %s', (input: string) => parse(databaseUrl, input), [
    ['postgresql://u:p@db:5432/x', 'postgresql://u:p@db:5432/x'],
    ['postgres://u:p@db/x', 'postgresql://u:p@db/x'],
    ['postgresql+asyncpg://u:p@db/x', 'postgresql://u:p@db/x'],
    ['postgres+psycopg2://u:p@db/x?sslmode=require', 'postgresql://u:p@db/x?sslmode=require'],
  ]);

  it.each(['mysql://u:p@db/x', 'db:5432/x', 'postgresql//u:p@db/x', 'postgresql://u:p@db:port/x'])(
    'should refuse %s',
    (input) => {
      expect(() => parse(databaseUrl, input)).toThrow('must look like postgresql://');
    },
  );
});

describe('httpUrl', () => {
  it('should lose the slashes at its end', () => {
    expect(parse(httpUrl, 'https://google.sandbox:4000//')).toBe('https://google.sandbox:4000');
  });

  it.each(['', 'localhost:8001', 'ftp://x', 'javascript:alert(1)', '/auth/callback'])(
    'should refuse “%s”',
    (input) => {
      expect(() => parse(httpUrl, input)).toThrow('must be an http or https address');
    },
  );
});

describe('tenantKeys', () => {
  it('should read tenants and their keys; a key may hold colons', () => {
    expect(parse(tenantKeys, 'school:cdl_1234567890123456, other:a:b:c:d:e:f:g:h:i')).toEqual([
      { tenant: 'school', key: 'cdl_1234567890123456' },
      { tenant: 'other', key: 'a:b:c:d:e:f:g:h:i' },
    ]);
  });

  it.each(['key-without-a-tenant', ':cdl_1234567890123456', '../x:cdl_1234567890123456', 'a b:cdl_12345678'])(
    'should refuse “%s”',
    (input) => {
      expect(() => parse(tenantKeys, input)).toThrow('must be tenant:key, comma-separated');
    },
  );

  it('should say which key is too short', () => {
    expect(() => parse(tenantKeys, 'school:cdl_1234567890123456,other:short')).toThrow(
      'key number 2 must have at least 16 characters',
    );
  });
});

describe('oneOf', () => {
  it('should know its words in capitals too', () => {
    expect(parse(oneOf('info', 'warn'), 'INFO')).toBe('info');
    expect(() => parse(oneOf('info', 'warn'), 'loud')).toThrow('must be one of info, warn');
  });
});

describe('numbers and secrets', () => {
  it.each([
    ['a port', portNumber, '0', 0],
    ['a port', portNumber, '65535', 65_535],
    ['a count', positive, '1', 1],
    ['seconds', seconds, '0', 0],
    ['seconds', seconds, '1.5', 1.5],
    ['seconds that a timer holds', timeoutSeconds, '1000000', 1_000_000],
    ['a secret', secret, '1234567890123456', '1234567890123456'],
    ['a token', strongToken, 'qK8vT2mZ5xW1nB7yR4cJ9hL3pD6sF0gA', 'qK8vT2mZ5xW1nB7yR4cJ9hL3pD6sF0gA'],
    ['a token', strongToken, '0123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef'],
  ])('should accept as %s', (_, validator, input, expected) => {
    expect(parse(validator, input)).toBe(expected);
  });

  const wrong: [string, () => unknown, string[]][] = [
    ['a port', portNumber, ['65536', '-1', '80.5']],
    ['a count', positive, ['0', '1.5', 'ten']],
    ['seconds', seconds, ['-1', 'Infinity']],
    ['seconds that a timer holds', timeoutSeconds, ['0', '1.5', '1000001', '2147484']],
    ['a secret', secret, ['123456789012345']],
    [
      'a token',
      strongToken,
      ['metrics-token', 'qK8vT2mZ5xW1nB7yR4cJ9hL3pD6sF0g', 'metricsmetricsmetricsmetricsmetrics'],
    ],
  ];

  describe.each(wrong)('%s', (_what, validator, inputs) => {
    it.each(inputs)('should not be %s', (input) => {
      expect(() => parse(validator, input)).toThrow(/^must (be|have) /);
    });
  });
});
