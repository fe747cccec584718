import { type Caller, ManageSecondFactor, SignIn } from '@app/auth';
import { Body, Controller, Delete, Get, Header, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderSVG } from 'uqr';
import { Endpoint } from '../docs/endpoint.decorator';
import { CurrentCaller, Public, Requires } from '../http/access.decorators';
import { SameOrigin } from '../http/same-origin';
import { SessionCookies } from '../http/session-cookie';
import { UuidParam } from '../http/validation';
import { SignedInDto, signedInDto } from './auth.dto';
import { deviceOf } from './device';
import {
  BeginSecondFactorDto,
  ConfirmSecondFactorDto,
  RecoveryCodesDto,
  RemoveSecondFactorDto,
  secondFactorOf,
  SecondFactorSecretDto,
  SecondFactorStateDto,
  secondFactorStateDto,
  VerifySecondFactorDto,
} from './second-factor.dto';

@ApiTags('auth')
@Controller('auth')
export class SecondFactorController {
  constructor(
    private readonly factor: ManageSecondFactor,
    private readonly signIn: SignIn,
    private readonly cookies: SessionCookies,
    private readonly sameOrigin: SameOrigin,
  ) {}

  @Get('second-factor')
  @Requires('account.second-factor')
  @Header('cache-control', 'no-store')
  @Endpoint('Whether signing in wants a code of an authenticator app', { answers: SecondFactorStateDto })
  async getSecondFactor(@CurrentCaller() caller: Caller): Promise<SecondFactorStateDto> {
    return secondFactorStateDto(await this.factor.state(caller));
  }

  @Post('second-factor')
  @Requires('account.second-factor')
  @Header('cache-control', 'no-store')
  @Endpoint('Begin to add an authenticator app (TOTP); it counts once a code was confirmed', {
    answers: SecondFactorSecretDto,
    problems: [409],
  })
  async enrolSecondFactor(
    @Body() { current_password: password }: BeginSecondFactorDto,
    @CurrentCaller() caller: Caller,
  ): Promise<SecondFactorSecretDto> {
    const { secret, uri } = await this.factor.startEnrolment(password, caller);
    return { secret, otpauth_uri: uri, qr_svg: renderSVG(uri) };
  }

  @Post('second-factor/confirm')
  @Requires('account.second-factor')
  @Header('cache-control', 'no-store')
  @Endpoint('Show a code of the new app; answers the recovery codes and ends other sessions', {
    answers: RecoveryCodesDto,
    problems: [404, 409],
  })
  async confirmSecondFactor(
    @Body() { code }: ConfirmSecondFactorDto,
    @CurrentCaller() caller: Caller,
  ): Promise<RecoveryCodesDto> {
    return { recovery_codes: await this.factor.confirmEnrolment(code, caller) };
  }

  @Post('second-factor/verify')
  @Public()
  @Header('cache-control', 'no-store')
  @Endpoint(
    'Go on with a sign-in that was answered with auth.second-factor-required; sets the cookies, too',
    { answers: SignedInDto, problems: [401] },
  )
  async verifySecondFactor(
    @Body() body: VerifySecondFactorDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInDto> {
    this.sameOrigin.refuseOthers(request);
    const signedIn = await this.signIn.bySecondFactor(
      body.challenge,
      secondFactorOf(body),
      deviceOf(request),
    );
    this.cookies.setSession(reply, signedIn);
    this.cookies.setDevice(reply, signedIn);
    return signedInDto(signedIn);
  }

  @Post('second-factor/remove')
  @Requires('account.use')
  @Endpoint('Take the authenticator app away: wants the password and a code', { problems: [404] })
  async removeSecondFactor(
    @Body() body: RemoveSecondFactorDto,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    await this.factor.removeFactor({ ...secondFactorOf(body), password: body.current_password }, caller);
  }

  @Delete('users/:id/second-factor')
  @Requires('users.manage')
  @Endpoint('Take the authenticator app away from a person who has lost it', { problems: [404] })
  async resetSecondFactor(@UuidParam('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.factor.resetFactor(id, caller);
  }
}
