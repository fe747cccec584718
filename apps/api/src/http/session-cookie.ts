import type { DeviceSignIn, SignedIn } from '@app/auth';
import { AppConfig } from '@app/config';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_PREFIX } from './bare-paths';

const SESSION = 'cdl_session';
const REFRESH = 'cdl_refresh';
export const DEVICE_COOKIE = 'cdl_device';
const CONNECT = 'cdl_connect';
/** The only address that gets to see the refresh token. */
const REFRESH_PATH = `${API_PREFIX}/auth/refresh`;

/** Our cookies: the two tokens of a signed-in browser, what it is known by, and the nonce of a browser that connects an account. */
@Injectable()
export class SessionCookies {
  constructor(private readonly config: AppConfig) {}

  setSession(
    reply: FastifyReply,
    { accessToken, expiresIn, refreshToken, refreshExpiresIn }: SignedIn,
  ): void {
    void reply.setCookie(SESSION, accessToken, { ...this.shared(), maxAge: expiresIn });
    void reply.setCookie(REFRESH, refreshToken, {
      ...this.shared(),
      path: REFRESH_PATH,
      maxAge: refreshExpiresIn,
    });
  }

  /** Outlives the session: it tells a known browser from a stranger's. */
  setDevice(reply: FastifyReply, { deviceToken, deviceExpiresIn }: DeviceSignIn): void {
    void reply.setCookie(DEVICE_COOKIE, deviceToken, { ...this.shared(), maxAge: deviceExpiresIn });
  }

  session(request: FastifyRequest): string | undefined {
    return request.cookies[SESSION];
  }

  refreshToken(request: FastifyRequest): string | undefined {
    return request.cookies[REFRESH];
  }

  clearSession(reply: FastifyReply): void {
    void reply.clearCookie(SESSION, this.shared());
    void reply.clearCookie(REFRESH, { ...this.shared(), path: REFRESH_PATH });
  }

  setConnectNonce(reply: FastifyReply, nonce: string): void {
    void reply.setCookie(CONNECT, nonce, { ...this.shared(), maxAge: 600 });
  }

  connectNonce(request: FastifyRequest): string | undefined {
    return request.cookies[CONNECT];
  }

  clearConnectNonce(reply: FastifyReply): void {
    void reply.clearCookie(CONNECT, this.shared());
  }

  /** Lax: sent when Google sends the browser back, not with another site's forms. */
  private shared() {
    return {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.config.security.secureCookies,
    } as const;
  }
}
