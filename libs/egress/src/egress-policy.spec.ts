import type { LookupAddress, LookupAllOptions } from 'node:dns';
import { itAlwaysReturns, itReturns } from '@app/testing/table';
import { testConfig } from '@app/testing/test-config';
import { EgressForbidden, UrlNotUsable } from './egress.errors';
import { EgressPolicy, portOf } from './egress-policy';

/** The names of this test, in the place of the network's. */
const NAMES: Record<string, string[]> = {
  'public.example': ['93.184.216.34', '2606:4700:4700::1111'],
  'inward.example': ['10.0.0.7'],
  'mixed.example': ['93.184.216.34', '169.254.169.254'],
  'six.example': ['2606:4700:4700::1111', '::1'],
  'empty.example': [],
};
/** Its server of names says nothing. */
const SILENT = 'silent.example';

type Answer = (error: Error | null, addresses: LookupAddress[]) => void;

jest.mock('node:dns', () => ({
  lookup: (name: string, _options: LookupAllOptions, callback: Answer) => {
    if (name === SILENT) return;
    const found = NAMES[name]?.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const error = found ? null : Object.assign(new Error(`ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
    callback(error, found ?? []);
  },
}));

function policyAllowing(...allowances: string[]): EgressPolicy {
  return new EgressPolicy(testConfig({ EGRESS_ALLOW: allowances.join(',') }));
}

function refusalOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe(EgressPolicy, () => {
  const strict = policyAllowing();

  describe('permits', () => {
    it('should permit what is public at any port, and nothing else', () => {
      expect(strict.permits('93.184.216.34', 80)).toBe(true);
      expect(strict.permits('93.184.216.34', 22)).toBe(true);
      for (const inward of ['127.0.0.1', '10.0.0.7', '::1', 'example.com', '']) {
        expect(strict.permits(inward, 80)).toBe(false);
      }
    });

    const isPermitted = (allowance: string, destination: string) => {
      const [address = '', port, hostname] = destination.split(' ');
      return policyAllowing(allowance).permits(address, Number(port), hostname);
    };

    itAlwaysReturns('should permit what is on the allow list: %s for %s', true, isPermitted, [
      ['127.0.0.1:8080', '127.0.0.1 8080'],
      ['10.0.0.0/8:443', '10.9.8.7 443'],
      ['[fd00::/8]:443', 'fd12::1 443'],
      ['10.0.0.0/8:443', '::ffff:10.9.8.7 443'],
      ['[::1]:9000', '::1 9000'],
      ['files.school.example:80', '10.0.0.7 80 files.school.example'],
    ]);

    itAlwaysReturns('should permit nothing that is only like it: %s for %s', false, isPermitted, [
      ['127.0.0.1:8080', '127.0.0.1 8081'],
      ['127.0.0.1:8080', '127.0.0.2 8080'],
      ['files.school.example:80', '10.0.0.7 81 files.school.example'],
      ['files.school.example:80', '10.0.0.7 80 x.files.school.example'],
    ]);
  });

  describe('checkUrl', () => {
    it.each([
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
      'http://93.184.216.34:8080/video.mp4',
      'https://[2606:4700:4700::1111]/',
      'https://localhost.example.com/',
      'https://internal.example/',
      'HTTPS://Example.COM/Ação?x=1#t',
    ])('should pass %s', (text) => {
      expect(strict.checkUrl(text)).toEqual(new URL(text));
    });

    it.each([
      ['', 'it cannot be read'],
      ['not an address', 'it cannot be read'],
      ['//example.com/x', 'it cannot be read'],
      ['http://', 'it cannot be read'],
      ['http://1.2.3.4.5/', 'it cannot be read'],
      ['http://[fe80::1%25eth0]/', 'it cannot be read'],
      ['file:///etc/passwd', 'it is not http or https'],
      ['ftp://example.com/x', 'it is not http or https'],
      ['javascript:alert(1)', 'it is not http or https'],
      ['data:text/html,x', 'it is not http or https'],
      ['https://user@example.com/', 'it carries a user name or a password'],
      ['https://:password@example.com/', 'it carries a user name or a password'],
      ['https://example.com@127.0.0.1/', 'it carries a user name or a password'],
      [`https://example.com/${'x'.repeat(4_096)}`, 'it is longer than 4096 characters'],
    ])('should not use %j', (text, reason) => {
      const error = refusalOf(() => strict.checkUrl(text));
      expect(error).toBeInstanceOf(UrlNotUsable);
      expect(error).toMatchObject({
        code: 'url.not-usable',
        message: expect.stringContaining(reason) as string,
      });
    });

    it.each([
      'http://127.0.0.1/',
      'http://127.0.0.1:8001/health',
      'http://127.1/',
      'http://0x7f.1/',
      'http://0177.0.0.1/',
      'http://2130706433/',
      'http://0/',
      'http://①②⑦.0.0.1/',
      'http://127.0.0.1./',
      'http://[::1]/',
      'http://[::ffff:127.0.0.1]/',
      'http://[64:ff9b::a9fe:a9fe]/',
      'http://[2002:7f00:1::]/',
      'http://[fd00:ec2::254]/latest/meta-data/',
      'http://169.254.169.254/latest/meta-data/',
      'http://192.168.1.1/',
      'http://localhost/',
      'http://LOCALHOST:8001/',
      'http://localhost./',
      'http://x.localhost/',
      'http://printer.local/',
      'http://metadata.google.internal/',
      'http://router.home.arpa./',
    ])('should forbid %s', (text) => {
      const error = refusalOf(() => strict.checkUrl(text));
      expect(error).toBeInstanceOf(EgressForbidden);
      expect(error).toMatchObject({ code: 'egress.forbidden', details: { host: new URL(text).host } });
    });

    it.each([
      ['127.0.0.1:8001', 'http://127.0.0.1:8001/'],
      ['127.0.0.0/8:80', 'http://127.1/'],
      ['[::1]:443', 'https://[::1]/'],
      ['localhost:8001', 'http://LocalHost:8001/'],
      ['Files.School.Local:443', 'https://files.school.local/'],
    ])('should pass what is allowed: %s', (allowance, text) => {
      expect(policyAllowing(allowance).checkUrl(text)).toEqual(new URL(text));
    });

    it.each([
      ['127.0.0.1:8001', 'http://127.0.0.1:8002/'],
      ['127.0.0.1:443', 'http://127.0.0.1/'],
      ['127.0.0.1:8001', 'http://localhost:8001/'],
      ['localhost:8001', 'http://localhost:8002/'],
    ])('should forbid what is only like what is allowed: %s', (allowance, text) => {
      expect(refusalOf(() => policyAllowing(allowance).checkUrl(text))).toBeInstanceOf(EgressForbidden);
    });
  });

  describe('checkDestination', () => {
    it.each(['https://public.example/x', 'https://93.184.216.34/', 'https://unknown.example/'])(
      'should pass %s',
      async (text) => {
        await expect(strict.checkDestination(text)).resolves.toEqual(new URL(text));
      },
    );

    it.each(['http://inward.example/', 'http://mixed.example/', 'http://six.example/', 'http://127.0.0.1/'])(
      'should forbid %s',
      async (text) => {
        await expect(strict.checkDestination(text)).rejects.toThrow(EgressForbidden);
      },
    );

    it('should pass a name of which nothing is heard, after a moment', async () => {
      jest.useFakeTimers();
      try {
        const checked = strict.checkDestination(`https://${SILENT}/`);
        await jest.advanceTimersByTimeAsync(5_000);
        await expect(Promise.race([checked, Promise.resolve('nothing')])).resolves.toEqual(
          new URL(`https://${SILENT}/`),
        );
      } finally {
        jest.useRealTimers();
      }
    });

    it('should pass a name whose inward address is allowed', async () => {
      const policy = policyAllowing('10.0.0.0/8:80');
      await expect(policy.checkDestination('http://inward.example/')).resolves.toBeDefined();
      await expect(policy.checkDestination('http://inward.example:81/')).rejects.toThrow(EgressForbidden);
    });
  });

  describe('lookupFor', () => {
    /** What a connection to `port` of a name is given. */
    function lookup(policy: EgressPolicy, name: string, port: number, all: boolean): Promise<unknown> {
      return new Promise((resolve, reject) => {
        policy.lookupFor(port)(name, { all }, (error, address, family) =>
          error ? reject(error) : resolve(all ? address : { address, family }),
        );
      });
    }

    it('should answer a public name as dns.lookup does', async () => {
      const first = { address: '93.184.216.34', family: 4 };
      await expect(lookup(strict, 'public.example', 443, false)).resolves.toEqual(first);
      const both = [first, { address: '2606:4700:4700::1111', family: 6 }];
      await expect(lookup(strict, 'public.example', 443, true)).resolves.toEqual(both);
    });

    it.each(['inward.example', 'mixed.example', 'six.example', 'empty.example'])(
      'should refuse %s whether one address is asked for or all',
      async (name) => {
        for (const all of [true, false]) {
          await expect(lookup(strict, name, 443, all)).rejects.toThrow(EgressForbidden);
        }
      },
    );

    it('should let a name pass at the port that is allowed only', async () => {
      for (const allowance of ['inward.example:80', '10.0.0.0/24:80']) {
        const policy = policyAllowing(allowance);
        await expect(lookup(policy, 'inward.example', 80, false)).resolves.toMatchObject({
          address: '10.0.0.7',
        });
        await expect(lookup(policy, 'inward.example', 443, false)).rejects.toThrow(EgressForbidden);
      }
    });

    it('should refuse a name when only one of its inward addresses is allowed', async () => {
      await expect(lookup(policyAllowing('[::1]:80'), 'six.example', 80, true)).resolves.toHaveLength(2);
      await expect(lookup(policyAllowing('[::1]:80'), 'mixed.example', 80, true)).rejects.toThrow(
        EgressForbidden,
      );
    });

    it('should hand on that a name is unknown', async () => {
      await expect(lookup(strict, 'unknown.example', 80, false)).rejects.toMatchObject({ code: 'ENOTFOUND' });
    });
  });
});

describe(portOf, () => {
  itReturns('should know the port of %s', (url: string) => portOf(new URL(url)), [
    ['http://h/', 80],
    ['https://h/', 443],
    ['http://h:443/', 443],
    ['https://h:8443/', 8443],
  ]);
});

describe('in production', () => {
  const production = new EgressPolicy(
    testConfig({
      NODE_ENV: 'production',
      EGRESS_ALLOW: 'files.school.example:80',
      ENCRYPTION_KEY: 'l5Q0pVt8mC3kqfX0b1nJw2Yy7uRzEoH6sTgPdKaMxWc=',
      JWT_SECRET_KEY: 'Zq3vN8xT1rWc5yBk7mLp0dHs2fGj4uEa',
    }),
  );

  it.each(['127.0.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.1', '0.0.0.0', 'fd00:ec2::254'])(
    'should not permit %s, even for a name that is allowed',
    (address) => {
      expect(production.permits('10.0.0.7', 80, 'files.school.example')).toBe(true);
      expect(production.permits(address, 80, 'files.school.example')).toBe(false);
    },
  );
});
