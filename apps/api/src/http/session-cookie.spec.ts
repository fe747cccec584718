import type { FastifyReply, FastifyRequest } from 'fastify';
import { testConfig } from '@app/testing/test-config';
import { deviceTokenOf, SessionCookies } from './session-cookie';

const SESSION = { accessToken: 'a', expiresIn: 1, refreshToken: 'r', refreshExpiresIn: 2 };
const DEVICE = { deviceToken: 'd', deviceExpiresIn: 3 };

function cookiesSet(redirectUri: string) {
  const cookies = new SessionCookies(testConfig({ GOOGLE_REDIRECT_URI: redirectUri }));
  const set: { name: string; options: Record<string, unknown> }[] = [];
  const keep = (name: string, _value: unknown, options: Record<string, unknown>) =>
    set.push({ name, options });
  const reply = {
    setCookie: keep,
    clearCookie: (name: string, options: Record<string, unknown>) => keep(name, '', options),
  } as unknown as FastifyReply;
  cookies.setSession(reply, SESSION as never);
  cookies.setDevice(reply, DEVICE as never);
  cookies.setConnectNonce(reply, 'n');
  cookies.clearSession(reply);
  cookies.clearConnectNonce(reply);
  return { cookies, set };
}

describe(SessionCookies, () => {
  it('should bind every cookie to the host over https', () => {
    const { set } = cookiesSet('https://videos.school.example/auth/callback');
    expect(set).toHaveLength(7);
    for (const { name, options } of set) {
      expect(name).toMatch(/^__Host-cdl_/);
      expect(options).toMatchObject({ path: '/', secure: true, httpOnly: true, sameSite: 'lax' });
      expect(options).not.toHaveProperty('domain');
    }
  });

  it('should work over http on a developer’s machine', () => {
    const { set } = cookiesSet('http://localhost:8001/auth/callback');
    expect(set.map(({ name }) => name)).toEqual(expect.arrayContaining(['cdl_session', 'cdl_refresh']));
    for (const { options } of set) expect(options.secure).toBe(false);
  });

  it('should read back what it sets, and not a cookie without the prefix', () => {
    const { cookies } = cookiesSet('https://videos.school.example/auth/callback');
    const request = (values: Record<string, string>) => ({ cookies: values }) as unknown as FastifyRequest;
    expect(cookies.session(request({ '__Host-cdl_session': 'a' }))).toBe('a');
    expect(cookies.session(request({ cdl_session: 'injected' }))).toBeUndefined();
    expect(cookies.refreshToken(request({ '__Host-cdl_refresh': 'r' }))).toBe('r');
    expect(deviceTokenOf(request({ '__Host-cdl_device': 'd', cdl_device: 'injected' }))).toBe('d');
  });
});
