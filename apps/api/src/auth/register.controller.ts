import { Register } from '@app/auth';
import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems } from '../docs/api-problems.decorator';
import { Public } from '../http/access.decorators';
import { RegisterDto, UserDto, userDto } from './accounts.dto';

@ApiTags('auth')
@Controller('auth')
export class RegisterController {
  constructor(private readonly register: Register) {}

  @Post('register')
  @Public()
  @ApiOperation({ summary: 'Make an own account: with an invitation, or where registration is open' })
  @ApiCreatedResponse({ type: UserDto })
  @ApiProblems(400, 403, 409, 410)
  async add(
    @Body() { full_name: fullName, ...body }: RegisterDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserDto> {
    const user = await this.register.register({ ...body, fullName }, request.ip);
    void reply.header('location', '/api/v1/auth/profile');
    return userDto(user);
  }
}
