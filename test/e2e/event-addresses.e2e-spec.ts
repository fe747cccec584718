import { Client } from '@app/testing/client';
import { superAdmin } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { useSystem } from '@app/testing/use-system';

interface EventBody {
  action: string;
  outcome: string;
  ip: string | null;
}

describe('where an event of the audit trail came from', () => {
  const system = useSystem({ workers: 0, env: { TRUSTED_PROXIES: '127.0.0.0/8' } });
  const root = setUp(() => superAdmin(system));

  const eventsFrom = async (ip: string) => {
    const query = new URLSearchParams({ action: 'auth.sign-in', ip });
    const { status, body } = await root.get<{ events: EventBody[] }>(`/security/events?${query.toString()}`);
    return { status, events: body.events };
  };

  it.each([
    ['an address that is good on one wire alone', 'fe80::1%eth0', 'fe80::1'],
    ['IPv4 that is written as IPv6', '::ffff:203.0.113.9', '203.0.113.9'],
    ['IPv6 at full length', '2001:0DB8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
  ])('should be kept in its usual spelling, and found by any, for %s', async (_case, sent, kept) => {
    const credentials = { username: 'nobody-here', password: 'Wrong-9-password' };
    const from = { 'x-forwarded-for': sent };
    const refused = await new Client(system.origin, '').post('/auth/login', credentials, from);
    expect(refused.status).toBe(401);
    const found = { status: 200, events: [{ action: 'auth.sign-in', outcome: 'refused', ip: kept }] };
    expect(await eventsFrom(kept)).toMatchObject(found);
    expect(await eventsFrom(sent)).toMatchObject(found);
  });
});
