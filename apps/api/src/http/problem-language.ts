import { findText, type Language, preferredLanguage } from '@app/texts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from './problem-details';
import type { FieldError } from './request.errors';

/** What a caller is told to wait who is not told a time. */
export const RETRY_AFTER_SECONDS = 5;

/** The language that the request asks for, if we speak it. */
export function languageOf({ headers }: Pick<FastifyRequest, 'headers'>): Language | undefined {
  return preferredLanguage(headers['accept-language']);
}

/** Says that the answer would be another one in another language, or for a program. */
export function varyByReader(reply: FastifyReply): void {
  const others = reply.getHeader('vary');
  const names = others === undefined ? [] : String(others).split(/,\s*/);
  const known = names.map((name) => name.toLowerCase());
  const missing = ['Accept', 'Accept-Language'].filter((name) => !known.includes(name.toLowerCase()));
  void reply.header('vary', [...names, ...missing].join(', '));
}

/** The problem in words for people, by its code. What is thrown is in English, for programs and developers. */
export function translateProblem(problem: Problem, language: Language): Problem {
  const { title, detail, hint, blocked, errors } = problem;
  return {
    ...problem,
    title: ofProblem(problem, 'title', language) ?? title,
    detail: ofProblem(problem, 'detail', language) ?? detail,
    hint: ofProblem(problem, 'hint', language) ?? hint,
    ...(Array.isArray(blocked)
      ? { blocked: blocked.map((video: Blocked) => translated(video, language)) }
      : {}),
    ...(Array.isArray(errors)
      ? { errors: errors.map((error: FieldError) => toldField(error, language)) }
      : {}),
  };
}

/** The name of the field stands beside it: people know it by the label of their form. */
function toldField(error: FieldError, language: Language): FieldError {
  const { code = 'format', limit } = error;
  const bounded = limit === undefined ? undefined : findText(`field.${code}-than`, language, { limit });
  return { ...error, message: bounded ?? findText(`field.${code}`, language) ?? error.message };
}

interface Blocked {
  code: string | null;
  reason: string | null;
  hint: string | null;
}

function translated(video: Blocked, language: Language): Blocked {
  const { code, reason, hint } = video;
  const told = (part: string) => findText(`verdict.${code ?? ''}.${part}`, language);
  return { ...video, reason: told('reason') ?? reason, hint: told('hint') ?? hint };
}

/** The text of its cause where the code has several, else that of the code. */
function ofProblem(problem: Problem, part: string, language: Language): string | undefined {
  const seconds = problem.retry_after ?? RETRY_AFTER_SECONDS;
  const values = { seconds, minutes: Math.ceil(seconds / 60) };
  const causes = [problem.reason, problem.of].filter((cause) => typeof cause === 'string');
  const codes = [...causes.map((cause) => `${problem.code}.${cause}`), problem.code];
  return codes
    .map((code) => findText(`error.${code}.${part}`, language, values))
    .find((found) => found !== undefined);
}
