import { AuthModule } from '@app/auth';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { ApiKeysController } from './api-keys.controller';

/** API keys of a tenant. */
@Module({
  imports: [AuthModule, HttpModule],
  controllers: [ApiKeysController],
})
export class ApiKeysApiModule {}
