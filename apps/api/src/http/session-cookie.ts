import { AppConfig } from '@app/config';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

const SESSION = 'cdl_session';
const CONNECT = 'cdl_connect';

/** Our two cookies: the session of a signed-in browser, and the nonce of a browser that connects an account. */
@Injectable()
export class SessionCookies {
  constructor(private readonly config: AppConfig) {}

  setSession(reply: FastifyReply, token: string, lifeSeconds: number): void {
    void reply.setCookie(SESSION, token, { ...this.shared(), maxAge: lifeSeconds });
  }

  session(request: FastifyRequest): string | undefined {
    return request.cookies[SESSION];
  }

  clearSession(reply: FastifyReply): void {
    void reply.clearCookie(SESSION, this.shared());
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
