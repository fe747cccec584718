import { AuthModule } from '@app/auth';
import { RealtimeModule } from '@app/realtime';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { ConnectionsController } from './connections.controller';
import { LiveSessions } from './live-sessions';
import { ServeStream } from './serve-stream';
import { SessionVisibility } from './session-visibility';
import { StreamsController } from './streams.controller';
import { WebSocketAccess } from './web-socket-access';

/** What can be watched, over event streams and WebSockets. */
@Module({
  imports: [AuthModule, HttpModule, RealtimeModule],
  controllers: [ConnectionsController, StreamsController],
  providers: [LiveSessions, ServeStream, SessionVisibility, WebSocketAccess],
})
export class RealtimeApiModule {}
