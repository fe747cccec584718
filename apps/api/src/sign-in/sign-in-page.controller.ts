import { Controller, Get, Header, Headers, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../http/access.decorators';
import { languageOf, ownPath, SIGN_IN_SCRIPT, signInPage } from './sign-in-page';

/** Where people sign in who came to a page of ours without a session. */
@ApiExcludeController()
@Controller('auth')
export class SignInPageController {
  @Get('sign-in')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('vary', 'accept-language')
  page(
    @Query('return_to') returnTo: unknown,
    @Headers('accept-language') accepted: string | undefined,
  ): string {
    return signInPage(languageOf(accepted), ownPath(typeof returnTo === 'string' ? returnTo : undefined));
  }

  @Get('sign-in.js')
  @Public()
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'no-cache')
  script(): string {
    return SIGN_IN_SCRIPT;
  }
}
