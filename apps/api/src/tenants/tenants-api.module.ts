import { AuthModule } from '@app/auth';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { TenantsController } from './tenants.controller';

/** Tenants and their policy. */
@Module({
  imports: [AuthModule, HttpModule],
  controllers: [TenantsController],
})
export class TenantsApiModule {}
