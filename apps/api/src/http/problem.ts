import { isConnectionLoss } from '@app/database';
import { AppError, type ErrorCode } from '@app/kernel';
import { currentCorrelationId } from '@app/observability';
import { isRedisAway } from '@app/redis';
import { text } from '@app/texts';
import { HttpException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Counter, register } from 'prom-client';
import { ERROR_TABLE } from './error-table';
import type { Problem } from './problem-details';
import { problemPage, wantsPage } from './problem-page';
import { languageOf, RETRY_AFTER_SECONDS, translateProblem, varyByReader } from './problem-language';

const BY_STATUS: Record<number, ErrorCode> = {
  400: 'request.invalid',
  401: 'request.unauthenticated',
  403: 'request.forbidden',
  404: 'request.not-found',
  405: 'request.not-found',
  406: 'request.unsupported-type',
  413: 'request.too-large',
  414: 'request.too-large',
  415: 'request.unsupported-type',
  429: 'request.too-many',
  503: 'service.unavailable',
};

/** What a caller is told of anything that was thrown. Of the unexpected nothing but that it happened. */
export function problemOf(error: unknown, instance: string): Problem {
  if (error instanceof AppError) {
    return problem(error.code, error.message, instance, { hint: error.hint, ...error.details });
  }
  if (isConnectionLoss(error) || isRedisAway(error)) {
    return problem('service.unavailable', 'A part of this service does not answer at the moment.', instance, {
      hint: 'Try again in a few seconds.',
    });
  }
  const status = statusOf(error);
  const code = status === undefined ? 'internal' : (BY_STATUS[status] ?? 'request.invalid');
  if (code === 'internal') {
    return problem(code, 'Something unexpected went wrong; it was written down.', instance, {
      hint: 'Tell the operator the correlation_id.',
    });
  }
  return problem(code, messageFor(code, error), instance, {});
}

/** For what answers outside the routes: hooks. */
export function sendProblem(reply: FastifyReply, error: unknown, instance: string): FastifyReply {
  return answerProblem(reply, problemOf(error, instance));
}

const REFUSALS = new Set([401, 403, 429]);
const REFUSED = 'cdl_refused_requests_total';
const refused =
  (register.getSingleMetric(REFUSED) as Counter<'reason'> | undefined) ??
  new Counter({ name: REFUSED, help: 'Requests that this process turned away', labelNames: ['reason'] });

export function answerProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, code } = problem;
  if (REFUSALS.has(status)) refused.inc({ reason: code });
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  if (status === 429 || status === 503)
    void reply.header('retry-after', String(problem.retry_after ?? RETRY_AFTER_SECONDS));
  varyByReader(reply);
  return wantsPage(reply.request) ? sendPage(reply, problem) : sendJson(reply, problem);
}

/** Without a language, and in English, as it was thrown: that says more than a text for the whole code. */
function sendJson(reply: FastifyReply, problem: Problem): FastifyReply {
  const language = languageOf(reply.request);
  if (language !== undefined) void reply.header('content-language', language);
  const isAsThrown = language === undefined || language === 'en';
  const told = isAsThrown ? problem : translateProblem(problem, language);
  return reply.status(problem.status).type('application/problem+json').send(told);
}

/** For a person who was led here by a browser. */
function sendPage(reply: FastifyReply, problem: Problem): FastifyReply {
  const language = languageOf(reply.request) ?? 'en';
  return reply
    .status(problem.status)
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .send(problemPage(problem, reply.request, language));
}

function problem(
  code: ErrorCode,
  detail: string,
  instance: string,
  extensions: Record<string, unknown>,
): Problem {
  const { status } = ERROR_TABLE[code];
  const title = text(`error.${code}.title`, 'en');
  const correlation_id = currentCorrelationId();
  const type = `urn:classroom-downloader:error:${code}`;
  return { type, title, status, detail, instance, code, correlation_id, ...extensions };
}

/** The status that Nest or Fastify gave an error of the caller's; server errors count as unexpected. */
function statusOf(error: unknown): number | undefined {
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && (status < 500 || status === 503) ? status : undefined;
}

function messageFor(code: ErrorCode, error: unknown): string {
  if (code === 'request.not-found') return 'There is nothing at this address.';
  return error instanceof Error ? error.message : text(`error.${code}.title`, 'en');
}
