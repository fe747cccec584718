import { testConfig } from '../../../test/support/test-config';
import { MonitoringAccess } from './monitoring-access';

const TOKEN = 'qK8vT2mZ5xW1nB7yR4cJ9hL3pD6sF0gA';

describe(MonitoringAccess, () => {
  const open = new MonitoringAccess(testConfig());
  const closed = new MonitoringAccess(testConfig({ METRICS_TOKEN: TOKEN }));

  it.each([
    ['this machine', open, '127.0.0.1', {}, true],
    ['this machine, by IPv6', open, '::1', {}, true],
    ['this machine behind a proxy', open, '127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }, false],
    ['this machine behind another proxy', open, '127.0.0.1', { forwarded: 'for=203.0.113.9' }, false],
    ['this machine with a token of its own', open, '127.0.0.1', { authorization: `Bearer ${TOKEN}` }, false],
    ['another machine', open, '203.0.113.9', {}, false],
    ['nobody', open, undefined, {}, false],
    ['the token', closed, '203.0.113.9', { authorization: `Bearer ${TOKEN}` }, true],
    ['another token', closed, '203.0.113.9', { authorization: `Bearer ${TOKEN}x` }, false],
    ['this machine without the token', closed, '127.0.0.1', {}, false],
  ])('should judge %s', (_who, access, remoteAddress, headers, isAllowed) => {
    expect(access.isAllowed({ headers, remoteAddress })).toBe(isAllowed);
  });
});
