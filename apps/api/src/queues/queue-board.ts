import { SecurityEvents, Unauthenticated } from '@app/auth';
import { JobQueues } from '@app/queue';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AccessGuard } from '../http/access.guard';
import { sendProblem } from '../http/problem';
import { wantsPage } from '../http/problem-page';
import { signInAddress } from '../http/sign-in-address';

const BASE = '/queues';

/**
 * The queue dashboard, for super-admins: it shows all tenants. The check hangs on its own routes, not on a path. Browsers without a
 * session are led to the sign-in page.
 */
export async function serveQueueBoard(app: NestFastifyApplication): Promise<void> {
  const queues = app.get(JobQueues);
  const guard = app.get(AccessGuard);
  const events = app.get(SecurityEvents);
  const board = new FastifyAdapter();
  board.setBasePath(BASE);
  createBullBoard({
    queues: queues.list().map(({ queue }) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: board,
  });
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
  });
}
