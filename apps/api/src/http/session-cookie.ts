import type { DeviceSignIn, SignedIn } from '@app/auth';
import { AppConfig } from '@app/config';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_PREFIX } from './bare-paths';

/** A browser takes such a cookie only over https, from this host itself and for all of it: no sister site can set it. */
const HOST_PREFIX = '__Host-';
const SESSION = 'cdl_session';
const REFRESH = 'cdl_refresh';
const DEVICE = 'cdl_device';
const CONNECT = 'cdl_connect';
/** The only address that gets to see the refresh token, where there is no https. */
const REFRESH_PATH = `${API_PREFIX}/auth/refresh`;

/** Our cookies: the two tokens of a signed-in browser, what it is known by, and the nonce of a browser that connects an account. */
@Injectable()
export class SessionCookies {
  constructor(private readonly config: AppConfig) {}

  setSession(
    reply: FastifyReply,
    { accessToken, expiresIn, refreshToken, refreshExpiresIn }: SignedIn,
  ): void {
    void reply.setCookie(this.name(SESSION), accessToken, { ...this.shared(), maxAge: expiresIn });
    void reply.setCookie(this.name(REFRESH), refreshToken, {
      ...this.shared(),
      path: this.refreshPath,
      maxAge: refreshExpiresIn,
    });
  }

  /** Outlives the session: it tells a known browser from a stranger's. */
  setDevice(reply: FastifyReply, { deviceToken, deviceExpiresIn }: DeviceSignIn): void {
    void reply.setCookie(this.name(DEVICE), deviceToken, { ...this.shared(), maxAge: deviceExpiresIn });
  }

  session(request: FastifyRequest): string | undefined {
    return request.cookies[this.name(SESSION)];
  }

  refreshToken(request: FastifyRequest): string | undefined {
    return request.cookies[this.name(REFRESH)];
  }

  clearSession(reply: FastifyReply): void {
    void reply.clearCookie(this.name(SESSION), this.shared());
    void reply.clearCookie(this.name(REFRESH), { ...this.shared(), path: this.refreshPath });
  }

  setConnectNonce(reply: FastifyReply, nonce: string): void {
    void reply.setCookie(this.name(CONNECT), nonce, { ...this.shared(), maxAge: 600 });
  }

  connectNonce(request: FastifyRequest): string | undefined {
    return request.cookies[this.name(CONNECT)];
  }

  clearConnectNonce(reply: FastifyReply): void {
    void reply.clearCookie(this.name(CONNECT), this.shared());
  }

  private name(plain: string): string {
    return this.config.security.secureCookies ? HOST_PREFIX + plain : plain;
  }

  private get refreshPath(): string {
    return this.config.security.secureCookies ? '/' : REFRESH_PATH;
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

/** What the browser is known by. */
export function deviceTokenOf({ cookies }: FastifyRequest): string | undefined {
  return cookies[HOST_PREFIX + DEVICE] ?? cookies[DEVICE];
}
