import { testConfig } from '@app/testing/test-config';
import { MonitoringAccess } from './monitoring-access';

const TOKEN = 'qK8vT2mZ5xW1nB7yR4cJ9hL3pD6sF0gA';

describe(MonitoringAccess, () => {
  const open = new MonitoringAccess(testConfig());
  const closed = new MonitoringAccess(testConfig({ METRICS_TOKEN: TOKEN }));

  const own = '127.0.0.1';
  const other = '203.0.113.9';
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  it.each([
    ['this machine', { remoteAddress: own, headers: {} }, true],
    ['this machine, by IPv6', { remoteAddress: '::1', headers: {} }, true],
    ['this machine behind a proxy', { remoteAddress: own, headers: { 'x-forwarded-for': other } }, false],
    ['this machine behind another proxy', { remoteAddress: own, headers: { forwarded: 'for=x' } }, false],
    ['this machine with a token of its own', { remoteAddress: own, headers: bearer(TOKEN) }, false],
    ['another machine', { remoteAddress: other, headers: {} }, false],
    ['nobody', { remoteAddress: undefined, headers: {} }, false],
  ])('should decide without a token that is set: %s', (_who, request, isAllowed) => {
    expect(open.isAllowed(request)).toBe(isAllowed);
  });

  it.each([
    ['the token', { remoteAddress: other, headers: bearer(TOKEN) }, true],
    ['another token', { remoteAddress: other, headers: bearer(`${TOKEN}x`) }, false],
    ['this machine without the token', { remoteAddress: own, headers: {} }, false],
  ])('should decide with a token that is set: %s', (_who, request, isAllowed) => {
    expect(closed.isAllowed(request)).toBe(isAllowed);
  });
});
