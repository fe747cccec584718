import type { Topic } from '@app/realtime';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { callerOf } from '../http/access.decorators';
import { NO_CLOSE_FRAME } from './close-reason';
import { EventStream } from './event-stream';
import { LiveSessions } from './live-sessions';

const GREETINGS: Record<Topic['kind'], string> = {
  download: 'Conectado ao download',
  queue: 'Conectado à fila',
  stats: 'Conectado às estatísticas',
  dashboard: 'Conectado ao dashboard',
  general: 'Conectado',
  batch: 'Conectado ao lote',
};

/** Answers a request with a stream of events. */
@Injectable()
export class ServeStream {
  constructor(private readonly sessions: LiveSessions) {}

  /** Who has the final state already is told so by 204: then a browser does not come back. */
  async serve(topic: Topic, reply: FastifyReply, since?: string): Promise<void> {
    const { request, raw } = reply;
    const last = request.headers['last-event-id'];
    const transport = new EventStream(reply);
    const session = await this.sessions.openSession({
      caller: callerOf(request),
      topic,
      ip: request.ip,
      transport,
      since: typeof last === 'string' ? last : since,
    });
    if (session.hasFinal || request.method === 'HEAD') {
      session.discardPending();
      await reply.status(session.hasFinal ? 204 : 200).send();
      return;
    }
    raw.once('close', () => session.leave(NO_CLOSE_FRAME));
    if (raw.destroyed || request.raw.destroyed) session.leave(NO_CLOSE_FRAME);
    else transport.begin(greetingOf(topic));
  }
}

function greetingOf(topic: Topic): object {
  const type = 'connection_established';
  if (topic.kind === 'download') return { type, download_id: topic.id, message: GREETINGS.download };
  if (topic.kind === 'batch') return { type, job_id: topic.id, message: GREETINGS.batch };
  return { type, message: GREETINGS[topic.kind] };
}
