import { SecurityEvents } from '@app/audit';
import { Unauthenticated } from '@app/auth';
import { BatchBacklog } from '@app/batches';
import { CourseSyncBacklog } from '@app/courses';
import { DownloadBacklog } from '@app/downloads';
import { CleanUpBacklog } from '@app/maintenance';
import type { Backlog } from '@app/queue';
import { createBullBoard } from '@bull-board/api';
import { FastifyAdapter } from '@bull-board/fastify';
import { NotFoundException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard } from '../http/access.guard';
import { sendProblem } from '../http/problem';
import { wantsPage } from '../http/problem-page';
import { signInAddress } from '../http/sign-in-address';
import { BacklogAdapter } from './backlog.adapter';

const BASE = '/queues';
const ROWS = `${BASE}/rows`;
const BACKLOGS = [DownloadBacklog, CourseSyncBacklog, BatchBacklog, CleanUpBacklog];

/**
 * The queue dashboard, for super-admins: it shows all tenants. The check hangs on its own routes, not on a path. Browsers without a
 * session are led to the sign-in page.
 */
export async function serveQueueBoard(app: NestFastifyApplication): Promise<void> {
  const guard = app.get(AccessGuard);
  const events = app.get(SecurityEvents);
  const queues = BACKLOGS.map((backlog) => new BacklogAdapter(app.get<Backlog>(backlog), ROWS));
  const board = new FastifyAdapter();
  board.setBasePath(BASE);
  createBullBoard({ queues, serverAdapter: board });
  const superAdminsOnly = async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      const caller = await guard.authorise(request, reply, 'queues.manage');
      if (request.routeOptions.url === BASE) await events.recordAction(caller, 'queues.opened');
    } catch (error) {
      if (error instanceof Unauthenticated && request.method === 'GET' && wantsPage(request)) {
        await reply.redirect(signInAddress(request.url), 302);
        return;
      }
      await sendProblem(reply, error, BASE);
    }
  };
  await app.register(async (scope: FastifyInstance) => {
    scope.addHook('onRequest', superAdminsOnly);
    await scope.register(board.registerPlugin(), { prefix: BASE });
    scope.get(`${ROWS}/:queue/:job`, sendRow(queues));
  });
}

/** Where the link of a job leads: what our row of it says. */
function sendRow(queues: readonly BacklogAdapter[]) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { queue, job } = request.params as { queue: string; job: string };
    const row = await queues.find((one) => one.getName() === queue)?.findRow(job);
    if (!row) return sendProblem(reply, new NotFoundException(), ROWS);
    return reply.header('cache-control', 'no-store').send({ queue, job, row });
  };
}
