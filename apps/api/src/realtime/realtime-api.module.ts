import { AuthModule } from '@app/auth';
import { RealtimeModule } from '@app/realtime';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { LiveSessions } from './live-sessions';
import { ServeStream } from './serve-stream';
import { StreamsController } from './streams.controller';

/** What can be watched, over event streams and WebSockets. */
@Module({
  imports: [AuthModule, HttpModule, RealtimeModule],
  controllers: [StreamsController],
  providers: [LiveSessions, ServeStream],
})
export class RealtimeApiModule {}
