import { AuthModule } from '@app/auth';
import { RealtimeModule } from '@app/realtime';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { NoticesController } from './notices.controller';

@Module({ imports: [AuthModule, HttpModule, RealtimeModule], controllers: [NoticesController] })
export class NoticesApiModule {}
