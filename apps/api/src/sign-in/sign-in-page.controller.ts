import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../http/access.decorators';
import { ownPath } from '../http/own-path';
import { languageOf } from '../http/problem-language';
import { SIGN_IN_SCRIPT, signInPage } from './sign-in-page';
import { SignInWithGoogle } from './sign-in-with-google';

/** Where people sign in who came to a page of ours without a session. */
@ApiExcludeController()
@Controller('auth')
export class SignInPageController {
  constructor(private readonly google: SignInWithGoogle) {}

  @Get('sign-in')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('vary', 'accept-language')
  async page(
    @Query('return_to') returnTo: unknown,
    @Query('tenant_id') tenantId: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const path = ownPath(text(returnTo));
    const language = languageOf(request) ?? 'en';
    void reply.header('content-language', language);
    return signInPage(language, path, await this.google.link(text(tenantId), path));
  }

  @Get('sign-in.js')
  @Public()
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'no-cache')
  script(): string {
    return SIGN_IN_SCRIPT;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
