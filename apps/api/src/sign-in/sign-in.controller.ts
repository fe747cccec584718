import { AppConfig } from '@app/config';
import { Controller, Get, Header, Query, Redirect } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { Endpoint } from '../docs/endpoint.decorator';
import { Public } from '../http/access.decorators';
import { signInAddress } from '../http/sign-in-address';
import { SignInOptionsDto, SignInOptionsQuery } from './sign-in.dto';
import { SignInWithGoogle } from './sign-in-with-google';

/** What people who are not signed in may do about it. */
@ApiTags('auth')
@Controller('auth')
export class SignInController {
  constructor(
    private readonly google: SignInWithGoogle,
    private readonly config: AppConfig,
  ) {}

  @Get('sign-in-options')
  @Public()
  @Header('cache-control', 'no-store')
  @Endpoint('How people may sign in and get an account, for a sign-in page', { answers: SignInOptionsDto })
  async getSignInOptions(@Query() { tenant_id: tenantId }: SignInOptionsQuery): Promise<SignInOptionsDto> {
    return {
      google: await this.google.isAllowed(tenantId),
      registration: this.config.accounts.registration,
      sandbox: this.config.google.rootUrl !== undefined,
    };
  }

  /** Addresses that were bookmarked, or written into a gateway. */
  @Get('sign-in')
  @Public()
  @Header('cache-control', 'no-store')
  @Redirect()
  @ApiExcludeEndpoint()
  leadToSignIn(
    @Query('return_to') returnTo: unknown,
    @Query('tenant_id') tenantId: unknown,
  ): { url: string; statusCode: number } {
    return { url: signInAddress(textOf(returnTo), { tenantId: textOf(tenantId) }), statusCode: 302 };
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
