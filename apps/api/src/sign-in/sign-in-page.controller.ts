import { Controller, Get, Header, Headers, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../http/access.decorators';
import { languageOf, ownPath, SIGN_IN_SCRIPT, signInPage } from './sign-in-page';
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
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<string> {
    const path = ownPath(text(returnTo));
    return signInPage(languageOf(accepted), path, await this.google.link(text(tenantId), path));
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
